#!/usr/bin/env bash
# usage: independent_routes.sh LEARNREACH-CLI WORK [quick]
# Trips of the program against other readings of the same roads (independent_routes.py): osmium-tool and a network
# of our own from the tags, and scipy on nodes.csv and edges.csv.  quick: the demonstration alone, few trips.
# Else also the real extracts in $LEARNREACH_REAL_DATA, 200 trips and 10,000 pairs in every mode.
set -eu
cli=$(realpath "$1"); work=$2; how=${3:-full}
here=$(dirname "$(realpath "$0")")
rm -rf "$work"; mkdir -p "$work"
python=/usr/bin/python3
check() { "$python" "$here/independent_routes.py" "$cli" "$work/check" "$@"; }
"$cli" -q demo --out "$work/demo"
speeds=$work/speeds.csv
"$cli" -q speeds "$work/demo/demo.gpkg" --out "$speeds"
trips=200; pairs=10000
if [ "$how" = quick ]; then trips=40; pairs=1000; fi
if command -v osmium > /dev/null; then
  check pbf "$work/demo/roads.osm.pbf" "$speeds" $trips
else
  echo "osmium-tool is not installed: the reading of its own is left out"
fi
if "$python" -c 'import scipy' 2> /dev/null; then
  check csv "$work/demo/demo.gpkg" $pairs
else
  echo "scipy is not installed: the pairs are left out"
fi
[ "$how" = full ] || exit 0
: "${LEARNREACH_REAL_DATA:?}"
for file in bangkok-core.osm malta-latest.osm.pbf andorra-2025.osm.pbf porto_portugal.osm.pbf; do
  check pbf "$LEARNREACH_REAL_DATA/roads/$file" "$speeds" $trips
  check csv "$work/check/roads.gpkg" $pairs "$LEARNREACH_REAL_DATA/roads/$file"
done
unzip -q "$LEARNREACH_REAL_DATA/rasters/N42E001.hgt.zip" -d "$work"
check slope "$LEARNREACH_REAL_DATA/roads/andorra-2025.osm.pbf" "$speeds" "$work/N42E001.hgt" $trips
