#!/usr/bin/env bash
# The engine at national size beside its peers: makes the made-up country, runs `bench` on its roads, Boost.Graph
# (inside `bench`), scipy, osmium and ogr2ogr on the same input in the same run, and prints a Markdown table.
#   tests/bench/national.sh          four minutes on four cores, 2 GB of disk
# Installs what it lacks (scipy, Boost).  Writes out/bench/national.json, national.tsv and national.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/setup
need bench
cmake --preset release -DBUILD_TESTING=ON >/dev/null
cmake --build build/release -j "$(jobs_for_machine)" --target bench learnreach-cli >&2
out=out/bench
country=$out/country
graphs=$out/graphs
rm -rf "$country" "$graphs" "$out/national.tsv"
mkdir -p "$out" "$graphs"
runs=${LEARNREACH_BENCH_RUNS:-3}

# timed NAME COMMAND...: a line of national.tsv with milliseconds and peak megabytes.
timed() {
  local name=$1
  shift
  /usr/bin/time -f '%e %M' -o "$out/time" "$@" >/dev/null
  awk -v name="$name" '{printf "%s\t%.0f\t%.0f\n", name, $1 * 1000, $2 / 1024}' "$out/time" >>"$out/national.tsv"
}
cli=build/release/bin/learnreach-cli
timed 'country made' "$cli" -q demo --size country --out "$country"
for _ in $(seq "$runs"); do
  timed 'coverage of the country' "$cli" -q coverage "$country/demo.gpkg" --within 30min,6km --level all --out "$out/coverage.csv"
  timed 'osmium fileinfo, country' osmium fileinfo -e "$country/roads.osm.pbf"
done
timed 'ogr2ogr, country' ogr2ogr -f GPKG "$graphs/roads.gpkg" "$country/roads.osm.pbf" lines
rm -f "$graphs/roads.gpkg"

LEARNREACH_COUNTRY=$country LEARNREACH_GRAPHS=$graphs build/release/bin/bench \
  --benchmark_filter='(roads_to_network|reading_alone|nearest_every_node|nearest_every_road_node|pull_sweep|nearest_by_boost)/(country|grid)|drag/(country/|grid)|edit_roads_live|plan_roads' \
  --benchmark_repetitions="$runs" --benchmark_report_aggregates_only=true \
  --benchmark_out="$out/national.json" --benchmark_out_format=json >&2
/usr/bin/python3 tests/bench/scipy_nearest.py "$graphs" "$runs" "$out/national.tsv"
rm -rf "$graphs"
/usr/bin/python3 tests/bench/national_table.py "$out/national.json" "$out/national.tsv" | tee "$out/national.md"
