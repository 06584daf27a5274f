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
  cmake --preset asan -DLEARNREACH_WINDOW=OFF -DLEARNREACH_READ_ONCE=ON >/dev/null
  cmake --build build/asan -j "$jobs" --target geo_tests
  # One slice of the cases for each core.
  slices=$(mktemp -d)
  trap 'rm -rf "$slices"' EXIT
  build/asan/bin/geo_tests --list-test-names-only "~[real]~[slow]" >"$slices/names" || true
  [ -s "$slices/names" ]
  # A comma would end a name; a slice that ran fewer cases than it names has not passed.
  sed -i 's/,/\\,/g' "$slices/names"
  split -n "r/$jobs" "$slices/names" "$slices/part."
  find "$slices" -name 'part.*' -print0 |
    xargs -0 -P "$jobs" -I{} sh -c 'build/asan/bin/geo_tests -f {} >{}.log 2>&1 &&
      grep -q " in $(wc -l <{}) test case" {}.log || { cat {}.log; exit 1; }'
  stage "threads under the thread sanitizer"
  cmake --preset tsan -DLEARNREACH_WINDOW=OFF -DLEARNREACH_READ_ONCE=ON >/dev/null
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
ctest --test-dir build/release -N | tail -n 1
