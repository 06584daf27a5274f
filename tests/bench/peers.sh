#!/usr/bin/env bash
# How fast the engine is, beside others on the same input in the same run: scipy, Boost.Graph, pgRouting, GRASS, GEOS,
# osmium and ogr2ogr.  Installs what it lacks, makes the made-up country, and prints one Markdown table: ours, theirs,
# the ratio, what it should be, and how many answers differ.
#   LEARNREACH_REAL_DATA=FOLDER tests/bench/peers.sh     all of it: about half an hour on four cores, 4 GB of disk
#   --rows P1,P3       some rows: P1 P2 nearest place, P3 areas, P4 matrix, P5 a unit dragged, P6 raster, P10 files to
#                      network, P11 dissolve, P12 points in areas, P13 memory; the others stay as they were measured last
#   --networks country,porto   some networks: grid_of_a_million country country_every_node porto andorra malta bangkok
#   --table            only the table, of what was measured last
#   LEARNREACH_COUNTRY=FOLDER   takes the made-up country from there
# Without LEARNREACH_REAL_DATA the real networks are left out and boundaries are made up.  LEARNREACH_BENCH_RUNS (3),
# LEARNREACH_BENCH_SAMPLE (50: places that scipy is asked on large networks), LEARNREACH_PGROUTING_MB (6000).
# Writes out/bench/peers_*.json, peers_*.tsv and peers.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/setup
rows=P1,P2,P3,P4,P5,P6,P10,P11,P12,P13
networks=grid_of_a_million,country,country_every_node,porto,andorra,malta,bangkok
only_table=""
while [ $# -gt 0 ]; do
  case $1 in
    --rows) rows=$2; shift 2 ;;
    --networks) networks=$2; shift 2 ;;
    --table) only_table=yes; shift ;;
    *) sed -n '2,/^set/{/^#/p}' "$0" >&2; exit 2 ;;
  esac
done
out=$PWD/out/bench
table() { /usr/bin/python3 tests/bench/peers_table.py "$out" | tee "$out/peers.md"; }
if [ -n "$only_table" ]; then table; exit; fi
wanted() { for row in "$@"; do case ",$rows," in *",$row,"*) return 0 ;; esac; done; return 1; }
on() { case ",$networks," in *",$1,"*) return 0 ;; esac; return 1; }

need bench
if wanted P3; then need pgrouting_bench; fi
cmake --preset release -DBUILD_TESTING=ON >/dev/null
cmake --build build/release -j "$(jobs_for_machine)" --target bench learnreach-cli >&2
cli=build/release/bin/learnreach-cli
data=${LEARNREACH_REAL_DATA:-}
country=${LEARNREACH_COUNTRY:-$out/country}
runs=${LEARNREACH_BENCH_RUNS:-3}
export LEARNREACH_GRAPHS=$out/graphs
trap 'rm -rf "$LEARNREACH_GRAPHS" "$out/full" "$out/scratch"' EXIT
mkdir -p "$out"

# part NAME WORDS: what follows is measured anew, into peers_NAME.json and peers_NAME.tsv.
part() {
  say "$2"
  part=$out/peers_$1
  peers=$part.tsv
  rm -rf "$LEARNREACH_GRAPHS" "$part.json"
  mkdir -p "$LEARNREACH_GRAPHS"
  printf 'load %s\t%s\n' "$1" "$(cut -d ' ' -f 1 /proc/loadavg)" >"$peers"
}
# timed NAME COMMAND...: a line of peers.tsv with milliseconds, no differences, and peak megabytes.
timed() {
  local name=$1
  shift
  rm -rf "$out/scratch"
  mkdir "$out/scratch"
  /usr/bin/time -f '%e %M' -o "$out/scratch/time" "$@" >/dev/null 2>"$out/scratch/said" || {
    cat "$out/scratch/said" >&2
    return 1
  }
  awk -v name="$name" '{printf "%s\t%.0f\t\t%.0f\n", name, $1 * 1000, $2 / 1024}' "$out/scratch/time" >>"$peers"
}
# measured RUNS FILTER: `bench`.
measured() {
  build/release/bin/bench --benchmark_filter="$2" --benchmark_repetitions="$1" --benchmark_report_aggregates_only=true \
    --benchmark_out="$part.now" --benchmark_out_format=json >&2
  mv "$part.now" "$part.json"
}
scipy() { /usr/bin/python3 tests/bench/scipy_peers.py "$LEARNREACH_GRAPHS" "$runs" "${LEARNREACH_BENCH_SAMPLE:-50}" "$peers"; }

nets="(${networks//,/|})"
if on country || on country_every_node; then
  part country 'The country is made'
  if [ -z "${LEARNREACH_COUNTRY:-}" ]; then timed 'country made' "$cli" -q demo --size country --out "$country"; fi
  export LEARNREACH_COUNTRY=$country
  if wanted P2; then
    for _ in $(seq "$runs"); do
      timed 'country coverage' "$cli" -q coverage "$country/demo.gpkg" --within 30min,6km --level all --out "$out/scratch/coverage.csv"
    done
  fi
fi
if wanted P1 P2 P13; then
  part nearest 'P1, P2, P13: the nearest place, scipy, Boost.Graph'
  measured "$runs" "^(nearest_every_node|nearest_every_road_node|pull_sweep|nearest_by_boost)/$nets/"
  scipy
fi
if wanted P3; then
  part areas 'P3: areas, scipy, pgRouting'
  measured "$runs" "^areas/$nets/"
  scipy
  tests/bench/pgrouting.sh "$LEARNREACH_GRAPHS" "${LEARNREACH_PGROUTING_MB:-6000}" "$peers"
fi
if wanted P4; then
  part matrix 'P4: matrices, scipy'
  measured 1 "^(prepared_)?matrix/$nets/"
  scipy
fi
if wanted P5; then
  part drag 'P5: a unit is dragged'
  roads=""
  if on country; then roads="|plan_roads"; fi
  measured 1 "^(drag/$nets/$roads)"
fi
if wanted P10; then
  part files 'P10: files to networks, osmium, ogr2ogr'
  measured "$runs" "^(roads_to_network|reading_alone)/$nets"
  files() {
    local file=$2
    if ! on "$1" || [ ! -e "$file" ]; then return 0; fi
    for _ in $(seq "$runs"); do timed "osmium files/$1" osmium fileinfo -e "$file"; done
    timed "ogr2ogr files/$1" ogr2ogr -f GPKG "$out/scratch/roads.gpkg" "$file" lines
  }
  files country "$country/roads.osm.pbf"
  files porto "$data/roads/porto_portugal.osm.pbf"
  files andorra "$data/roads/andorra-2025.osm.pbf"
  files malta "$data/roads/malta-latest.osm.pbf"
  files bangkok "$data/roads/bangkok-core.osm"
fi
if wanted P11; then
  part light 'P11: dissolving, GEOS'
  measured "$runs" '^(borders_and_dissolve/|geos_union/.*_)light'
  full=$data/boundaries/adm3_full_68provinces_6dp.geojsonl.xz
  if [ -n "$data" ] && [ -e "$full" ]; then
    part full 'P11: dissolving at full resolution, GEOS'
    mkdir -p "$out/full"
    xz -dc "$full" >"$out/full/tambon.geojsonl"
    LEARNREACH_FULL_TAMBON=$out/full/tambon.geojsonl measured 1 '^(borders_and_dissolve/|geos_union/.*_)full'
    rm -rf "$out/full"
  fi
fi
if wanted P12 && [ -n "$data" ]; then
  part points 'P12: points in areas, GEOS'
  measured "$runs" '^points_into_tambon'
fi
if wanted P6; then
  part raster 'P6: walking over a raster, GRASS'
  tests/bench/walk_raster.sh >&2
fi
table
