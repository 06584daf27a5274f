file(WRITE ${WORK}/keep.pdf "notes of mine")
