execute_process(COMMAND ${CLI} -q import --into ${WORK}/s.gpkg --areas ${CASE}/areas.geojson --counts ${CASE}/counts.csv
  --places ${CASE}/places.csv --accept RESULT_VARIABLE made OUTPUT_QUIET)
if(NOT made EQUAL 0)
  message(FATAL_ERROR "import: ${made}")
endif()
