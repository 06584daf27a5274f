file(COPY ${CASE}/../second_roads_ask/areas.geojson DESTINATION ${WORK})
file(WRITE ${WORK}/counts.csv "code,children\n590101,30\n590102,20\n")
