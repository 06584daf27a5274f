#!/usr/bin/env bash
# Installs what is missing, builds with warnings as errors, and passes every test.
#   ./test.sh          format, headers, optimised build, all tests, the sanitizers on the core
#   ./test.sh quick    optimised build and all tests alone
#   ./test.sh tidy     the same, then clang-tidy over everything (minutes)
set -euo pipefail
cd "$(dirname "$0")"
. .ci/setup
need test
jobs=$(jobs_for_machine)
what=${1:-all}
started=$SECONDS
stage() { say "[$((SECONDS - started)) s] $*"; }

if [ "$what" = all ]; then
  stage "clang-format"
  git ls-files '*.h' '*.cpp' | xargs clang-format --dry-run -Werror
fi

stage "release build, warnings are errors"
cmake --preset release -DLEARNREACH_WERROR=ON -DLEARNREACH_READ_ONCE=ON -DBUILD_TESTING=ON >/dev/null
cmake --build build/release -j "$jobs"
if [ "$what" = all ]; then
  stage "every header compiles alone"
  cmake --build build/release -j "$jobs" --target all_verify_interface_header_sets
  cmake --build build/release -j "$jobs" --target bench
fi

stage "tests"
ctest --test-dir build/release -j "$jobs" --output-on-failure

if [ "$what" = all ]; then
  stage "the core under address and undefined behaviour sanitizers"
  cmake --preset asan -DLEARNREACH_WERROR=ON -DLEARNREACH_WINDOW=OFF -DLEARNREACH_READ_ONCE=ON >/dev/null
  cmake --build build/asan -j "$jobs" --target geo_tests
  # Cases tagged [slow] read sources or iterate for long; the release build runs them.
  slices=$((3 * jobs))
  seq "$slices" | xargs -P "$jobs" -I{} tests/run_slice.sh build/asan/bin/geo_tests {} "$slices" "~[real]~[slow]"
  stage "threads under the thread sanitizer"
  cmake --preset tsan -DLEARNREACH_WERROR=ON -DLEARNREACH_WINDOW=OFF -DLEARNREACH_READ_ONCE=ON >/dev/null
  cmake --build build/tsan -j "$jobs" --target geo_tests
  build/tsan/bin/geo_tests "[threads]"
fi

if [ "$what" = tidy ]; then
  stage "clang-tidy"
  # Each file by itself, as the dev preset compiles it.
  cmake --preset dev -DLEARNREACH_READ_ONCE=OFF -DBUILD_TESTING=ON >/dev/null
  git ls-files 'geo/*.cpp' 'render/*.cpp' 'app/*.cpp' | xargs -P "$jobs" -n 4 clang-tidy -p build/dev --quiet
fi
stage "done"
grep -ohE ' in [0-9]+ test case' build/release/Testing/Temporary/LastTest.log |
  awk '{ cases += $2 } END { print cases " cases in one process or another" }'
