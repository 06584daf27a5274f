#!/usr/bin/env bash
# The areas of areas_bench.cpp by pgRouting's pgr_drivingDistance, on the graphs and places that `bench` wrote.
#   pgrouting.sh GRAPHS MEGABYTES PEERS
# A call answers with all rows at once and reads all arcs; more than five million rows are asked in several calls. On
# more than 20,000 nodes the first call alone is made, and its time multiplied.
# A server of its own in a temporary folder, on a socket there, as nobody where the caller is root; each of its
# processes has MEGABYTES at most.  Appends lines "pgrouting areas/NAME/LIMIT <tab> milliseconds <tab> differences"; no
# milliseconds where the memory did not do.
set -euo pipefail
graphs=$(realpath "$1")
megabytes=$2
peers=$(realpath "$3")
bin=$(find /usr/lib/postgresql -path '*/bin/postgres' -printf '%h\n' | sort -V | tail -1)
work=$(mktemp -d)
server=""
ended() {
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap ended EXIT
as=""
if [ "$(id -u)" = 0 ]; then
  chown nobody "$work"
  as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
fi
cd "$work"
$as "$bin/initdb" -D "$work/data" -U bench -A trust --no-sync >/dev/null
prlimit --as=$((megabytes * 1024 * 1024)) $as "$bin/postgres" -D "$work/data" -k "$work" -h '' -F \
  -c max_wal_size=4GB -c work_mem=256MB -c max_parallel_workers_per_gather=0 -c autovacuum=off >"$work/log" 2>&1 &
server=$!
for _ in $(seq 100); do
  "$bin/pg_isready" -q -h "$work" -U bench && break
  kill -0 "$server" || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
ask() { psql -X -q -At -F ' ' -v ON_ERROR_STOP=1 -h "$work" -U bench -d postgres "$@"; }
export PGOPTIONS='-c client_min_messages=error'
ask -c 'create extension pgrouting cascade'

# areas NAME MEASURE WORDS LIMIT
areas() {
  local folder=$graphs/$1 started ms differences
  [ -e "$folder/area_$2" ] || return 0
  ask -c 'drop table if exists edges; create unlogged table edges (id bigint, source bigint, target bigint, cost float8)'
  /usr/bin/python3 - "$folder" "$2" >"$work/edges" <<'PY'
import numpy, sys
folder, measure = sys.argv[1:]
first, head, cost = (numpy.fromfile(f"{folder}/{name}", dtype=numpy.uint32) for name in ("first", "head", measure))
tail = numpy.repeat(numpy.arange(len(first) - 1), numpy.diff(first.astype(numpy.int64)))
numpy.savetxt(sys.stdout, numpy.column_stack([numpy.arange(len(head)), tail, head, cost]), fmt="%d", delimiter="\t")
PY
  ask -c "\\copy edges from '$work/edges'"
  paste -d ' ' <(od -An -v -w4 -tu4 "$folder/area_places" | tr -d ' ') \
    <(od -An -v -w16 -tu8 "$folder/area_$2" | tr -s ' ' | sed 's/^ //') >"$work/ours"
  local batch all places asked=0 total=0
  all=$(wc -l <"$work/ours")
  batch=$(awk '{sum += $2} END {most = int(5e6 * NR / sum); print most < NR ? most : NR}' "$work/ours")
  differences=0
  while [ "$asked" -lt "$all" ]; do
    sed -n "$((asked + 1)),$((asked + batch))p" "$work/ours" | sort >"$work/expected"
    places=$(cut -d ' ' -f 1 "$work/expected" | paste -sd,)
    started=$(date +%s%N)
    # The sums of AreaSum in areas_bench.cpp.
    if ! ask -c "select from_v, count(*), sum(agg_cost::bigint * (1 + node % 1009)) from pgr_drivingDistance(
        'select id, source, target, cost from edges', array[$places]::bigint[], $4, true) group by from_v" \
      >"$work/found" 2>"$work/error"; then
      head -n 3 "$work/error" >&2
      asked=0
      break
    fi
    total=$((total + ($(date +%s%N) - started) / 1000))
    differences=$((differences + $(sort "$work/found" | comm -13 - "$work/expected" | wc -l)))
    asked=$((asked + $(wc -l <"$work/expected")))
    [ "$(stat -c %s "$folder/first")" -gt 80000 ] && break
  done
  ms=""
  if [ "$asked" -gt 0 ]; then ms=$((total * all / asked / 1000)); else differences=""; fi
  echo "pgRouting areas/$1/$3: ${ms:-none} ms, ${differences:-no} differences of $asked" >&2
  printf 'pgrouting areas/%s/%s\t%s\t%s\n' "$1" "$3" "$ms" "$differences" >>"$peers"
  for _ in $(seq 100); do
    "$bin/pg_isready" -q -h "$work" -U bench && break
    sleep 0.2
  done
}
for folder in "$graphs"/*/; do
  name=$(basename "$folder")
  areas "$name" length_mm 5km 5000000
  areas "$name" time_ms 30min 1800000
done
