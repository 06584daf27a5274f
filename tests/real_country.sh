#!/usr/bin/env bash
# The whole way on the command line, on the real country: counts (made up), check, import, network, nearest,
# coverage, export, map.  usage: real_country.sh LEARNREACH_CLI
# Needs LEARNREACH_REAL_DATA.  Times are printed, never judged; row counts, sums, network figures and the peak memory are.
set -euo pipefail
cli=$1
tests=$(cd "$(dirname "$0")" && pwd)
data=${LEARNREACH_REAL_DATA:-}
if [ -z "$data" ]; then
  echo "skipped: LEARNREACH_REAL_DATA is not set"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

die() { echo "FAILED: $*" >&2; exit 1; }
most_kb=0
# run NAME ARGUMENTS...: stdout to NAME.out, words to NAME.err; prints the time and the peak memory.
run() {
  local name=$1 kb
  shift
  /usr/bin/time -f '%e %M' -o time.txt "$cli" --lang en "$@" >"$name.out" 2>"$name.err" || {
    cat "$name.out" "$name.err" >&2
    die "$name: exit code"
  }
  kb=$(awk '{print $2}' time.txt)
  [ "$kb" -gt "$most_kb" ] && most_kb=$kb
  awk -v name="$name" '{printf "%-24s %7.2f s %6d MB\n", name, $1, $2 / 1024}' time.txt
}
says() { grep -qF -- "$2" "$1" || { cat "$1" >&2; die "$1 does not say: $2"; }; }

areas=$data/boundaries/th_admin_cod.gpkg
villages=$data/facilities/villages_2012_with_pcode.csv
schools=$data/facilities/thai_schools_wikipedia_tambon.csv
"$tests/made_up_counts.sh" "$areas" adm3 >counts.csv

# check reads all of it and writes nothing.
run check check "$areas" "$villages" "$schools" counts.csv
says check.out "8,430 rows = 8,430 loaded"
says check.out "65,213 rows = 65,213 loaded"
says check.out "36,249 rows = 35,524 loaded + 725 refused"
says check.out "7,425 rows = 7,425 loaded"

run import import --into country.gpkg --areas "$areas" --villages "$villages" --places "$schools" --counts counts.csv
says import.out "65,213 rows = 65,213 loaded"
run import_roads import --into country.gpkg --roads "$data/roads/bangkok-core.osm"
[ "$(sqlite3 country.gpkg 'PRAGMA integrity_check')" = ok ] || die "the study is damaged"
[ "$(stat -c %a country.gpkg)" = 600 ] || die "the study is open to others"

# Sums in thousandths at every level, from the table itself.
LC_ALL=C awk -F, 'NR > 1 {
    milli = int($3 * 1000 + 0.5) + int($4 * 1000 + 0.5)
    sum["TH"] += milli; sum[substr($1, 1, 2)] += milli; sum[substr($1, 1, 4)] += milli; sum[$1] += milli
  } END { for (code in sum) print code, sum[code] }' counts.csv | sort >expected.txt
[ "$(wc -l <expected.txt)" = 8431 ] || die "areas in the made-up table"
# sums FILE LIMITS: the children of every area, and that the four states add up to them in every row.
sums() {
  tail -n +2 "$1" | tr -d '\r' | LC_ALL=C awk -F'","|",|,"|,' -v limits="$2" '
    function milli(text) { return int(text * 1000 + 0.5) }
    {
      gsub(/"/, "")
      split($0, cell, ",")
      if (milli(cell[6]) != milli(cell[7]) + milli(cell[8]) + milli(cell[9]) + milli(cell[10])) {
        print "row " NR + 1 " does not add up: " $0 > "/dev/stderr"; bad = 1
      }
      children[cell[1]] = milli(cell[6]); ++rows[cell[1]]
    }
    END {
      for (code in rows) if (rows[code] != limits) bad = 1
      if (bad) exit 1
      for (code in children) print code, children[code]
    }' | sort >found.txt
  cmp -s expected.txt found.txt || { diff expected.txt found.txt | head >&2; die "$1: sums"; }
}

# The country has roads of Bangkok's core alone, so the estimate by the straight line is asked for.
for threads in 1 2 4; do
  run "coverage_${threads}_threads" --threads $threads coverage country.gpkg --straight-line --within 30min,6km \
    --level all --out "coverage$threads.csv"
done
cmp coverage1.csv coverage2.csv || die "2 threads give other bytes"
cmp coverage1.csv coverage4.csv || die "4 threads give other bytes"
sums coverage1.csv 2
says coverage1.csv "ข้อมูลสมมติ"
says coverage1.csv "straight-line estimate"
run coverage_by_road coverage country.gpkg --within 30min --level all --out roads.csv
sums roads.csv 1

# The roads of Bangkok's core, as data/INDEX.md has them.
run network_as_read network country.gpkg --as-read --json --out network
for figure in '"road_nodes": 13355' '"junctions_and_ends": 2513' '"largest_component": 13355'; do
  says network_as_read.out "$figure"
done
run network network country.gpkg --out network
[ "$(($(wc -l <network/nodes.csv) - 1))" -gt 1000 ] || die "nodes.csv"

run nearest nearest country.gpkg --points "$villages" --straight-line --within 6km --out nearest.csv
[ "$(($(wc -l <nearest.csv) - 1))" = 65213 ] || die "nearest: one row a village"

run export_table export country.gpkg --straight-line --level tambon --out tambon.xlsx
run export_layer export country.gpkg --straight-line --level tambon --out tambon.gpkg
ogrinfo -so tambon.gpkg -al >layer.txt
says layer.txt "Feature Count: 7425"

# The page: fonts inside, Thai names to be found, every tambon drawn.
[ -n "$("$cli" map --help 2>/dev/null)" ] || exit 0
run map_country map country.gpkg --straight-line --lang th --show share_covered --level tambon --out country.pdf
run map_province map country.gpkg --straight-line --lang th --level tambon --area 57 --out chiang_rai.pdf
run map_png map country.gpkg --straight-line --level amphoe --out country.png
for page in country chiang_rai; do
  [ "$(pdffonts $page.pdf | awk 'NR > 2 && $(NF - 4) != "yes"' | wc -l)" = 0 ] || die "$page.pdf: a font is not embedded"
  [ "$(pdffonts $page.pdf | wc -l)" -gt 2 ] || die "$page.pdf: no font"
done
pdftotext -raw chiang_rai.pdf - | uconv -x nfkc >page.txt
says page.txt "เชียงราย"
says page.txt "ข้อมูลสมมติ"

[ "$most_kb" -lt 2097152 ] || die "$((most_kb / 1024)) MB of memory"
echo "at most $((most_kb / 1024)) MB; $(awk '$1 == "TH" {printf "%.3f", $2 / 1000}' expected.txt) made-up children conserved at all levels"
