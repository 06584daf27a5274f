execute_process(COMMAND ${CLI} -q coverage ${WORK}/demo/demo.gpkg --level country --out ${WORK}/after.csv RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "the study is gone")
endif()
