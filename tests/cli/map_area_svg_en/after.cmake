file(SIZE ${WORK}/page.svg size)
if(size LESS 20000)
  message(FATAL_ERROR "the picture has ${size} bytes")
endif()
