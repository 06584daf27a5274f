#!/usr/bin/env bash
# Every parser with made-up bytes, under the address and undefined-behaviour sanitisers.
#   tests/fuzz/fuzz.sh [EXECUTIONS] [TARGET...]      a million of each by default; needs Clang (clang in Debian)
# Inputs that reach new code are kept in out/fuzz/TARGET; a crash is left in out/fuzz/crashes and becomes a test.
# LEARNREACH_REAL_DATA, where it is set, gives files as senders send them to begin with.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/setup
need test
executions=${1:-1000000}
shift || true
# Comparisons are not told to the fuzzer: the files that it begins with have the words, and telling takes half of the time.
cmake -S . -B build/fuzz -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCMAKE_CXX_FLAGS_RELWITHDEBINFO='-O2 -g1 -fno-sanitize-coverage=trace-cmp' \
  -DLEARNREACH_SANITIZE=fuzzer-no-link,address,undefined -DLEARNREACH_FUZZ=ON -DLEARNREACH_UNITY=ON \
  -DLEARNREACH_WINDOW=OFF -DBUILD_TESTING=OFF >/dev/null
cmake --build build/fuzz --target fuzzers
mkdir -p out/fuzz/crashes
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd tests/fuzz && ls ./*_fuzz.cpp | sed 's|^./||; s|_fuzz.cpp$||')

# seeds TARGET: small files of the kind that the target reads.
seeds() {
  local folder=out/fuzz/$1 real=${LEARNREACH_REAL_DATA:-}
  mkdir -p "$folder"
  [ -d out/fuzz/messy ] || build/fuzz/bin/learnreach-cli -q demo --size messy --out out/fuzz/messy >/dev/null
  local endings
  case $1 in
    text_table | counts) endings='csv txt' ;;
    workbook) endings='xlsx ods' ;;
    geojson) endings='geojson' ;;
    geopackage | study) endings='gpkg' ;;
    roads) endings='pbf osm' ;;
    *) return ;;
  esac
  for ending in $endings; do
    find out/fuzz/messy ${real:+"$real/senders"} -name "*.$ending" -size -100k -exec cp -n {} "$folder" \;
  done
}

# longest TARGET: bytes of an input.  Cells are short, and what a table of more than some forty rows adds is time alone: each key of
# each cell costs the sanitisers twenty microseconds.
longest() {
  case $1 in
    cells | keys) echo 256 ;;
    text_table | counts) echo 2048 ;;
    workbook) echo 16384 ;;
    *) echo 65536 ;;
  esac
}

# Leaks are looked for in the tests under sanitisers: what GDAL keeps for the next file looks like one after each input, and the look
# takes nine tenths of the time of a workbook.
failed=0
for target in "${targets[@]}"; do
  seeds "$target"
  printf '%s: ' "$target"
  log=out/fuzz/$target.log
  if build/fuzz/bin/"${target}_fuzz" -runs="$executions" -detect_leaks=0 -timeout=10 -rss_limit_mb=1024 -max_len="$(longest "$target")" -print_final_stats=1 \
    -artifact_prefix=out/fuzz/crashes/"$target"- out/fuzz/"$target" >"$log" 2>&1; then
    awk '/number_of_executed_units/ {n = $2} /average_exec_per_sec/ {s = $2} END {print n " executions, clean, " s " a second"}' "$log"
  else
    failed=1
    echo "not clean, see $log"
    grep -m1 -E 'ERROR|SUMMARY|deadly signal|timeout' "$log" || true
  fi
done
exit $failed
