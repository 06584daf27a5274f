#!/usr/bin/env bash
# Runs one of COUNT equal parts of the cases of a test binary in one process: what cases share is made once.
#   run_slice.sh BINARY INDEX COUNT [TESTSPEC]      INDEX from 1; all but [real] unless told
set -euo pipefail
binary=$1 index=$2 count=$3 spec=${4:-~[real]}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Catch2's exit code is the number of names here.  A comma would end a name.
"$binary" --list-test-names-only "$spec" >"$work/all" || true
awk -v i="$index" -v n="$count" 'NR % n == i % n' "$work/all" | sed 's/,/\\,/g' >"$work/names"
cases=$(wc -l <"$work/names")
"$binary" -f "$work/names" -d yes >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
# A slice that ran fewer cases than it names has not passed.
if [ "$cases" -eq 0 ] || ! grep -q " in $cases test case" "$work/log"; then
  cat "$work/log"
  echo "slice $index of $count names $cases cases and did not run as many"
  exit 1
fi
tail -n 2 "$work/log"
