#!/usr/bin/env bash
# The demonstration country at full size, made with 1, 2 and 4 threads: every file must have the same bytes.
# A script of its own, because it takes minutes and 2 GB of disk; the tests do the same with a coarser country.
#   tests/demo_determinism.sh [--seed N] [--nodes N]
set -euo pipefail
cd "$(dirname "$0")/.."
cli=build/release/bin/learnreach-cli
[ -x "$cli" ] || { echo "build first: cmake --preset release && cmake --build build/release" >&2; exit 2; }
work=$(mktemp -d "${TMPDIR:-/tmp}/learnreach-demo-XXXXXX")
trap 'rm -rf "$work"' EXIT
for threads in 1 2 4; do
  started=$SECONDS
  "$cli" -q --threads "$threads" demo --size country --out "$work/files" "$@"
  (cd "$work/files" && find . -type f | LC_ALL=C sort | xargs sha256sum) >"$work/sums.$threads"
  rm -rf "$work/files"
  echo "$threads threads: $(wc -l <"$work/sums.$threads") files in $((SECONDS - started)) s"
done
for threads in 2 4; do
  diff "$work/sums.1" "$work/sums.$threads" || { echo "other bytes with $threads threads" >&2; exit 1; }
done
echo "the same bytes: $(sha256sum <"$work/sums.1" | cut -c1-16)"
