# Each band says what it holds, and that the country is made up.
file(READ ${WORK}/bands.geojson text)
foreach(words "\"up_to\": ?\"30min\"" "\"above\": ?\"30min\"" "\"up_to\": ?\"60min\"" "\"children_within\": ?23763.738" "made-up data")
  if(NOT "${text}" MATCHES "${words}")
    message(FATAL_ERROR "the bands do not say ${words}")
  endif()
endforeach()
