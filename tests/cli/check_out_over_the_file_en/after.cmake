file(READ ${WORK}/counts.csv text)
if(NOT text STREQUAL "code,children\n590101,30\n590102,20\n")
  message(FATAL_ERROR "the table of the sender is gone")
endif()
# So are the areas beside it, the table of changed codes and the mapping, and a link to any of them.
file(WRITE ${WORK}/areas.csv "id,lat,lon\n1,15.05,101.05\n")
file(WRITE ${WORK}/changes.csv "old_code,new_code\n590109,590101\n")
file(CREATE_LINK ${WORK}/areas.csv ${WORK}/link.csv SYMBOLIC)
foreach(option "--areas;areas.csv;--out;areas.csv" "--areas;areas.csv;--out;link.csv" "--crosswalk;changes.csv;--out;changes.csv"
        "--mapping;areas.csv;--out;areas.csv")
  list(TRANSFORM option REPLACE "^([a-z]+\\.csv)$" "${WORK}/\\1")
  execute_process(COMMAND ${CLI} --lang en check ${WORK}/counts.csv ${option} RESULT_VARIABLE code ERROR_VARIABLE words OUTPUT_VARIABLE ignored)
  if(NOT code EQUAL 2 OR NOT words MATCHES "never written over")
    message(FATAL_ERROR "${option}: ${code} ${words}")
  endif()
endforeach()
# Another file gives way, and that is said.
file(WRITE ${WORK}/report.csv "an earlier one")
execute_process(COMMAND ${CLI} --lang en check ${WORK}/counts.csv --areas ${WORK}/areas.geojson --out ${WORK}/report.csv
  RESULT_VARIABLE code ERROR_VARIABLE words OUTPUT_VARIABLE ignored)
if(NOT code EQUAL 0 OR NOT words MATCHES "Replaced: ")
  message(FATAL_ERROR "replaced: ${code} ${words}")
endif()
