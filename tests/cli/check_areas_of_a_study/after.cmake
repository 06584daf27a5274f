# Another study takes the same areas, from whom its counts are then known.
run(import --into ${WORK}/t.gpkg --areas ${WORK}/s.gpkg --counts ${CASE}/a.csv)
if(NOT said MATCHES "7 children")
  message(FATAL_ERROR "not with the areas of the study: ${said}")
endif()
# Once more with the same areas changes nothing; other areas are not put in their place.
run(import --into ${WORK}/t.gpkg --areas ${WORK}/s.gpkg --counts ${CASE}/a.csv --accept)
execute_process(COMMAND ${CLI} --lang en import --into ${WORK}/t.gpkg --areas ${DEMO}/demo.gpkg
                RESULT_VARIABLE code ERROR_VARIABLE told OUTPUT_VARIABLE said)
if(code EQUAL 0)
  message(FATAL_ERROR "other areas were taken: ${said}")
endif()
