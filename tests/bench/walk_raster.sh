#!/usr/bin/env bash
# Walking over a raster beside GRASS (r.cost -k, r.walk -k) in the same run, on the same cells and sources, and how far the
# two are apart: 4,000 x 4,000 made-up cells, and the heights of Andorra's tile where LEARNREACH_REAL_DATA has them.
#   LEARNREACH_REAL_DATA=FOLDER tests/bench/walk_raster.sh      five minutes; installs GRASS
# Ends in an error where a cell differs by more than a millionth, or is reached by one alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/setup
need raster_bench
cmake --preset release -DBUILD_TESTING=ON >/dev/null
cmake --build build/release -j "$(jobs_for_machine)" --target bench >&2
out=$PWD/out/bench/walk_raster
rm -rf "$out"
mkdir -p "$out"
tile=${LEARNREACH_REAL_DATA:-}/rasters/N42E001.hgt.zip
if [ -f "$tile" ]; then
  gdalwarp -q -t_srs EPSG:32631 -tr 30 30 -r bilinear -ot Float32 -dstnodata -9999 "/vsizip/$tile/N42E001.hgt" "$out/heights.tif"
fi
LEARNREACH_WALK_RASTERS=$out build/release/bin/bench --benchmark_filter='^walk_raster/' \
  --benchmark_repetitions="${LEARNREACH_BENCH_RUNS:-3}" --benchmark_report_aggregates_only=true \
  --benchmark_out="$out/walk_raster.json" --benchmark_out_format=json >&2

# Inside GRASS: ground MODULE, one ground by one module, timed without reading and writing of files of ours.
cat >"$out/in_grass.sh" <<'INNER'
set -euo pipefail
compare() {
  local ground=$1 module=$2 started
  r.in.gdal -o --overwrite --quiet input="$ground"_pace.tif output=pace
  r.in.gdal -o --overwrite --quiet input="$ground"_height.tif output=height
  g.region raster=pace
  v.in.ascii --overwrite --quiet input="$ground"_sources.txt output=sources separator=comma
  started=$(date +%s%N)
  if [ "$module" = cost ]; then
    r.cost -k --overwrite --quiet input=pace output=theirs start_points=sources memory=4000
  else
    r.walk -k --overwrite --quiet elevation=height friction=pace output=theirs start_points=sources \
      walk_coeff=0,6,1.9998,-1.9998 lambda=1 memory=4000
  fi
  local ms=$((($(date +%s%N) - started) / 1000000))
  r.in.gdal -o --overwrite --quiet input="${ground}_${module}_ours.tif" output=ours
  # r.cost goes from cell to cell, r.walk by metres.
  local metres=1
  [ "$module" = cost ] && metres='ewres()'
  r.mapcalc --overwrite --quiet "apart = abs(ours - theirs * $metres) / max(1.0, theirs * $metres)"
  r.mapcalc --overwrite --quiet "one_alone = if(isnull(pace), 0, if(isnull(ours) != isnull(theirs), 1, 0))"
  eval "$(r.univar -g map=one_alone | grep '^sum=')"
  eval "$(r.univar -g map=apart | grep -E '^(n|max)=')"
  echo "$ground $module $ms ms, cells $n, furthest apart $max, reached by one alone $sum" | tee -a figures.txt
  awk -v max="$max" -v sum="$sum" 'BEGIN { exit !(max <= 1e-6 && sum == 0) }'
}
compare made_up cost
compare made_up walk
if [ -f heights.tif ]; then
  compare heights cost
  compare heights walk
fi
INNER
cd "$out"
grass --tmp-location XY --exec bash in_grass.sh
python3 - <<'PY'
import json
ours = {}
for b in json.load(open('walk_raster.json'))['benchmarks']:
    if b['aggregate_name'] == 'median':
        _, what, threads = b['run_name'].split('/')[:3]
        ours[what, threads] = b['real_time']
print('| ground | GRASS, ms | LearnReach, four threads, ms | times | one thread, ms |\n|---|---|---|---|---|')
for line in open('figures.txt'):
    ground, module, ms = line.split()[:3]
    what = module if ground == 'made_up' else 'heights_' + module
    one = ours.get((what, '1'))
    print(f"| {ground}, r.{module} | {ms} | {ours[what, '4']:.0f} | {int(ms) / ours[what, '4']:.0f} | {'' if one is None else round(one)} |")
print(f"| made_up, Tobler | | {ours['tobler', '4']:.0f} | | {ours['tobler', '1']:.0f} |")
PY
