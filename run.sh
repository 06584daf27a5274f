#!/usr/bin/env bash
# Installs what is missing, builds, and opens the window with the demonstration, in Thai.
# Without a display: writes the demonstration's map page and coverage table to out/.
# Arguments are handed to the program: ./run.sh my-study.gpkg
set -euo pipefail
cd "$(dirname "$0")"
. .ci/setup
need build
cmake --preset release -DBUILD_TESTING=OFF >/dev/null
say "Building (the first time takes a few minutes)"
cmake --build build/release -j "$(jobs_for_machine)"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  if [ $# -gt 0 ]; then exec build/release/bin/learnreach "$@"; fi
  exec build/release/bin/learnreach --demo --lang th
fi

cli=build/release/bin/learnreach-cli
say "No display here: writing the demonstration to out/"
mkdir -p out
$cli demo --out out/demo --size small --lang th
$cli map out/demo/demo.gpkg --show share_covered --level tambon --page a4 --out out/map.pdf --lang th
$cli map out/demo/demo.gpkg --show share_covered --level tambon --page a4 --out out/map.png --lang th
$cli coverage out/demo/demo.gpkg --within 30min,6km --level tambon --out out/coverage.csv --lang th
say "ดูแผนที่ out/map.pdf (และ out/map.png) ตาราง out/coverage.csv"
say "See the map out/map.pdf (and out/map.png), the table out/coverage.csv"
