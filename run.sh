#!/usr/bin/env bash
# Installs what is missing, builds, and opens the window with the made-up demonstration.
# Without a display it writes the demonstration, its map page and its coverage table to out/.
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
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  status=0
  build/release/bin/learnreach --demo || status=$?
  no_window=5
  [ "$status" = "$no_window" ] || exit "$status"
fi

say "เปิดหน้าต่างไม่ได้ จึงเขียนหน้าแผนที่และตารางลงใน out/"
say "No window here: the map page and the table are written to out/"
mkdir -p out
$cli --lang th demo --out out/demo
$cli --lang th coverage out/demo/demo.gpkg --within 30min,6km --level tambon --out out/coverage.csv
for page in map.pdf map.png; do
  $cli --lang th map out/demo/demo.gpkg --show share_covered --level tambon --page a4 --out out/$page
done
say "ดูหน้าแผนที่ out/map.pdf ตาราง out/coverage.csv ไฟล์งาน out/demo/demo.gpkg เปิดใน QGIS ได้"
say "See the page out/map.pdf and the table out/coverage.csv; QGIS opens the study out/demo/demo.gpkg"
