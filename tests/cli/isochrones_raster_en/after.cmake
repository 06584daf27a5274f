# Minutes with a number for nothing; the limits draw nothing in it.
execute_process(COMMAND gdalinfo -stats ${WORK}/minutes.tif OUTPUT_VARIABLE text RESULT_VARIABLE code)
foreach(words "NoData Value=-1" "Unit Type: min" "Size is 140, 98" "Made-up data" "Minimum=[0-9]")
  if(NOT "${text}" MATCHES "${words}")
    message(FATAL_ERROR "the raster does not say ${words}: ${text}")
  endif()
endforeach()
