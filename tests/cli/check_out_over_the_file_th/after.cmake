file(READ ${WORK}/counts.csv text)
if(NOT text STREQUAL "code,children\n590101,30\n590102,20\n")
  message(FATAL_ERROR "the table of the sender is gone")
endif()
