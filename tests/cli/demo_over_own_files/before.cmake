file(WRITE ${WORK}/mine/counts.csv "code,children\n")
