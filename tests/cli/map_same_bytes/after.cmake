execute_process(COMMAND ${CMAKE_COMMAND} -E env SOURCE_DATE_EPOCH=1700000000 ${CLI} -q --threads 1 map ${WORK}/demo/demo.gpkg
  --level amphoe --page slide --dpi 72 --out ${WORK}/two.png)
file(SHA256 ${WORK}/one.png one)
file(SHA256 ${WORK}/two.png two)
if(NOT one STREQUAL two)
  message(FATAL_ERROR "the same page has other bytes")
endif()
