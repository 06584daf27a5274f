#!/usr/bin/env bash
# Installs what is missing, builds, and runs the demonstration: writes it, its study and its coverage table to out/.
# Arguments are handed to the command line instead: ./run.sh coverage my-study.gpkg --within 30min
set -euo pipefail
cd "$(dirname "$0")"
. .ci/setup
need build
cmake --preset release -DBUILD_TESTING=OFF >/dev/null
say "Building (the first time takes a few minutes)"
cmake --build build/release -j "$(jobs_for_machine)"

cli=build/release/bin/learnreach-cli
if [ $# -gt 0 ]; then exec "$cli" "$@"; fi
mkdir -p out
$cli --lang th demo --out out/demo
$cli --lang th coverage out/demo/demo.gpkg --within 30min,6km --level tambon --out out/coverage.csv
say "ดูตาราง out/coverage.csv ไฟล์งาน out/demo/demo.gpkg เปิดใน QGIS ได้"
say "See the table out/coverage.csv; QGIS opens the study out/demo/demo.gpkg"
