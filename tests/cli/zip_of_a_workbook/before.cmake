# The workbook in a folder of a zip, read by the process that may write no file.
file(COPY ${WORK}/demo/counts.xlsx DESTINATION ${WORK}/sent)
execute_process(COMMAND ${CMAKE_COMMAND} -E tar cf counts.zip --format=zip sent WORKING_DIRECTORY ${WORK})
