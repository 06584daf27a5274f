#!/usr/bin/env bash
# Many more damaged files than the tests try: bytes of files of every format, then rows and cells of tables, which a counter of
# its own counts.      usage: tests/fuzz/mutations.sh [ROUNDS] [TABLES] [BUILD FOLDER]      5,000 of each format, 10,000 tables
# With the asan preset (cmake --preset asan; build/asan) the first also finds what does not crash.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${3:-build/dev}
LEARNREACH_MUTATIONS=${1:-5000} "$build/bin/geo_tests" "[damaged]"
seeds=$(mktemp -d "${TMPDIR:-/tmp}/learnreach-seeds-XXXXXX")
trap 'rm -rf "$seeds"' EXIT
"$build/bin/learnreach-cli" -q demo --size messy --out "$seeds/messy" >/dev/null
/usr/bin/python3 tests/fuzz/mutated_tables.py "$build/bin/learnreach-cli" "$seeds/messy" "$seeds/messy/areas.gpkg" "${2:-10000}"
