# Writes OUT: every file of assets/demo as a text of geo::demo::country_file.
file(GLOB files RELATIVE ${ROOT} ${ROOT}/*.txt)
list(SORT files)
set(rows "")
foreach(file ${files})
  file(READ ${ROOT}/${file} text HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" text "${text}")
  # One literal per line keeps compilers within their limits.
  string(REGEX REPLACE "(................................................................................................................................)" "\\1\"\n    \"" text "${text}")
  string(APPEND rows "    if (name == \"${file}\") return\n    \"${text}\";\n")
endforeach()
file(WRITE ${OUT} "// Written by assets/embed_demo.cmake.\n#include \"geo/data/demo/country_files.h\"\n\nnamespace geo::demo {\n\nstd::string_view country_file(std::string_view name) {\n${rows}    return {};\n}\n\n}  // namespace geo::demo\n")
