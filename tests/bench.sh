#!/usr/bin/env bash
# Builds `bench` in release, runs all of it, and prints a Markdown table: what, time, and how others fare with the
# same input in the same run.
#   LEARNREACH_REAL_DATA=FOLDER tests/bench.sh [FILTER]   the real country and real roads too
#   LEARNREACH_COUNTRY=FOLDER    the made-up country of `demo --size country` too (tests/bench/peers.sh measures it)
# Writes out/bench/bench.json (Google Benchmark's own), peers.tsv and table.md.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/setup
need test
cmake --preset release -DBUILD_TESTING=ON >/dev/null
cmake --build build/release -j "$(jobs_for_machine)" --target bench learnreach-cli >&2
out=out/bench
mkdir -p "$out"
rm -f "$out"/peers.tsv
runs=${LEARNREACH_BENCH_RUNS:-3}

build/release/bin/bench --benchmark_filter="${1:-.}" --benchmark_repetitions="$runs" \
  --benchmark_report_aggregates_only=true --benchmark_out="$out/bench.json" --benchmark_out_format=json >&2

# peer NAME COMMAND...: the median time of a command in milliseconds, as a line of peers.tsv.
peer() {
  local name=$1 times="" start
  shift
  for _ in $(seq "$runs"); do
    start=$(date +%s%N)
    "$@" >/dev/null 2>&1 || { echo "$name failed: $*" >&2; return 0; }
    times="$times $((($(date +%s%N) - start) / 1000))"
  done
  # shellcheck disable=SC2086
  printf '%s\t%s\n' "$name" "$(printf '%s\n' $times | sort -n | sed -n "$(((runs + 1) / 2))p" |
    awk '{printf "%.3f", $1 / 1000}')" >>"$out/peers.tsv"
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
anew() { rm -f "$scratch"/*; "$@"; }
cli=build/release/bin/learnreach-cli
data=${LEARNREACH_REAL_DATA:-}
peer 'learnreach-cli demo' anew "$cli" -q demo --out "$scratch"
if [ -n "$data" ]; then
  roads=$data/roads
  areas=$data/boundaries/th_admin_cod.gpkg
  peer 'osmium fileinfo, porto' osmium fileinfo -e "$roads/porto_portugal.osm.pbf"
  peer 'osmium fileinfo, bangkok' osmium fileinfo -e "$roads/bangkok-core.osm"
  peer 'ogr2ogr, porto' anew ogr2ogr -f GPKG "$scratch/roads.gpkg" "$roads/porto_portugal.osm.pbf" lines
  peer 'ogr2ogr, bangkok' anew ogr2ogr -f GPKG "$scratch/roads.gpkg" "$roads/bangkok-core.osm" lines
  peer 'ogr2ogr, areas' anew ogr2ogr -f GPKG "$scratch/areas.gpkg" "$areas"
fi

awk -v peers="$out/peers.tsv" -f tests/bench/table.awk "$out/bench.json" | tee "$out/table.md"
