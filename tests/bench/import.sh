#!/usr/bin/env bash
# Large files in: makes the made-up country and files of a million points (inside, outside all areas, refused) and ten
# million rows of counts (also each with a repair) beside it, and
# prints time and peak memory of `check` (of the process that reads and of the one that asked it) and of ogr2ogr
# on the same file in the same run, as a Markdown table.  What is said of the two long tables is their sum beside the
# one that the script wrote.
#   tests/bench/import.sh            ten minutes on four cores, 4 GB of disk
#   LEARNREACH_COUNTRY=FOLDER        takes the country from there
# Writes out/bench/import.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/setup
need bench
cmake --preset release >/dev/null
cmake --build build/release -j "$(jobs_for_machine)" --target learnreach-cli >&2
out=out/bench
files=$out/import
country=${LEARNREACH_COUNTRY:-$out/country}
cli=$PWD/build/release/bin/learnreach-cli
mkdir -p "$out" "$files"
trap 'rm -rf "$files"' EXIT
[ -e "$country/areas.gpkg" ] || "$cli" -q demo --size country --out "$country"
/usr/bin/python3 tests/bench/import_files.py "$country" "$files"
ogr2ogr -f XLSX "$files/workbook.xlsx" "$files/workbook.csv" -oo AUTODETECT_TYPE=NO
/usr/bin/python3 tests/bench/import_peaks.py "$cli" "$country/areas.gpkg" "$files" | tee "$out/import.md"
