# Writes OUT: the text FILE as what geo::FUNCTION of HEADER gives.
file(READ ${FILE} text HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" text "${text}")
# One literal per line keeps compilers within their limits.
string(REGEX REPLACE "(................................................................................................................................)" "\\1\"\n    \"" text "${text}")
file(WRITE ${OUT} "// Written by assets/embed_text.cmake.\n#include \"${HEADER}\"\n\nnamespace geo {\n\nstd::string_view ${FUNCTION}() {\n    return\n    \"${text}\";\n}\n\n}  // namespace geo\n")
