file(STRINGS ${WORK}/places.csv lines ENCODING UTF-8)
list(GET lines 0 header)
if(NOT "${header}" MATCHES "within,reaches,newly_reaches,shared")
  message(FATAL_ERROR "the table of places begins: ${header}")
endif()
list(LENGTH lines count)
if(NOT count EQUAL 109)  # 54 places, two limits
  message(FATAL_ERROR "the table of places has ${count} lines")
endif()
