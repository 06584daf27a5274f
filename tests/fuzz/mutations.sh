#!/usr/bin/env bash
# Many more damaged files than the tests try.   usage: tests/fuzz/mutations.sh [ROUNDS] [BUILD FOLDER]
# With the asan preset (cmake --preset asan; build/asan) it also finds what does not crash.
set -euo pipefail
cd "$(dirname "$0")/../.."
LEARNREACH_MUTATIONS=${1:-5000} exec "${2:-build/dev}/bin/geo_tests" "[damaged]"
