# The first file of the study: one of its names is answered.
execute_process(COMMAND ${CLI} import --into ${WORK}/s.gpkg --areas ${CASE}/areas.geojson --counts ${CASE}/a.csv
                        --mapping ${CASE}/answers.json RESULT_VARIABLE first OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT first EQUAL 0)
  message(FATAL_ERROR "the first import ends with ${first}\n${said}")
endif()
