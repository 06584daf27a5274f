execute_process(COMMAND ${CMAKE_COMMAND} -E env SOURCE_DATE_EPOCH=1730332800 ${CLI} import --into ${WORK}/s.gpkg
                        --areas ${CASE}/areas.geojson --counts ${CASE}/old.csv RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "the import ends with ${code}\n${said}")
endif()
