include(${CASE}/../out_over_a_source_en/after.cmake)
