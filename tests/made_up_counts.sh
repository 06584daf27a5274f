#!/usr/bin/env bash
# Counts of children for every tambon of a boundary layer, made up and labelled so (ข้อมูลสมมติ): no real table of
# this kind is public.   usage: made_up_counts.sh BOUNDARIES.gpkg LAYER > counts.csv
# The same boundaries always give the same numbers, with the gaps that real tables have: true zeros, "-", "*", and
# parts of a child as other programs leave them.
set -euo pipefail
ogr2ogr -f CSV /vsistdout/ "$1" "$2" -select ADM3_PCODE,ADM3_TH -lco SEPARATOR=COMMA | LC_ALL=C awk -F, '
  function made_up(limit) { seed = (seed * 16807) % 2147483647; return seed % limit }
  NR == 1 { print "รหัสตำบล,ชื่อตำบล,ตกหล่น,ออกกลางคัน,กลุ่มเสี่ยง,หมายเหตุ"; next }
  {
    code = substr($1, 3); seed = code * 7 + 1
    for (i = 0; i < 5; ++i) made_up(2)
    never = made_up(61); dropped = made_up(41); risk = made_up(300)
    if (made_up(97) == 0) never = "*"
    if (made_up(53) == 0) dropped = "-"
    if (made_up(11) == 0 && never != "*") never = never ".125"
    if (made_up(40) == 0) never = dropped = 0
    print code "," $2 "," never "," dropped "," risk ",ข้อมูลสมมติ"
  }' | tr -d '\r'
