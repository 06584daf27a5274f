file(READ ${WORK}/curve.csv curve)
# At 30 minutes and at 6 km the curve is what the table says is covered.
foreach(row "measure,upto,children,share,made_up,estimate" "\"minutes\",1,792.624,0.022545," "\"minutes\",30,23763.738,0.675913,"
  "\"metres\",6000,5884.745," "\"metres\",84000,34306.514,0.975781,")
  string(FIND "${curve}" "${row}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "the curve has no ${row}")
  endif()
endforeach()
