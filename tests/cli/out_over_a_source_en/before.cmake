file(COPY ${CASE}/../second_roads_ask/areas.geojson DESTINATION ${WORK})
file(WRITE ${WORK}/counts.csv "code,children\n590101,30\n590102,20\n")
file(WRITE ${WORK}/places.csv "id,name,kind,lat,lon\ns1,โรงเรียน ก,school,15.05,101.05\n")
execute_process(COMMAND ${CLI} -q import --into ${WORK}/s.gpkg --areas ${WORK}/areas.geojson --counts ${WORK}/counts.csv
  --places ${WORK}/places.csv RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "the study was not made: ${code}")
endif()
