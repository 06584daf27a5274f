#!/usr/bin/env bash
# Pictures of the window that repeat: every step, both languages, both themes, several sizes, drawn into memory.
#   tests/screenshots.sh OUT [STUDY]      the demonstration, or a study of one's own
# LEARNREACH names another program than build/release/bin/learnreach.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:?usage: tests/screenshots.sh OUT [STUDY]}
study=${2:---demo}
program=${LEARNREACH:-$root/build/release/bin/learnreach}
mkdir -p "$out"

# name, language, theme, size, scale: every step of the way
while read -r name lang theme size scale; do
  sed "s|OUT|$out/$name|" "$root/tests/play/steps.play" >"$out/$name.play"
  "$program" "$study" --no-display --play "$out/$name.play" --lang "$lang" --theme "$theme" --size "$size" --scale "$scale"
  rm "$out/$name.play"
done <<'END'
th_light th light 1600x1000 1
en_dark en dark 1600x1000 1
END

# name, language, theme, size, scale: the answer alone
while read -r name lang theme size scale; do
  "$program" "$study" --no-display --screenshot "$out/$name.png" --lang "$lang" --theme "$theme" --size "$size" --scale "$scale"
done <<'END'
small_th_100 th light 1366x768 1
small_en_150 en dark 1366x768 1.5
small_th_200 th dark 1366x768 2
small_en_300 en light 1366x768 3
laptop_en_125 en light 1920x1080 1.25
wide_th_100 th light 2560x1440 1
tall_en_200 en light 3200x2000 2
tall_th_300 th dark 3840x2160 3
END
# The import assistant on the odd files of the demonstration.
cli=${program%/*}/learnreach-cli
"$cli" demo --out "$out/demo" >/dev/null
"$cli" demo --size messy --out "$out/messy" >/dev/null
for lang in th en; do
  sed "s|OUT|$out/import_$lang|; s|AREAS|$out/demo|; s|FILES|$out/messy|" "$root/tests/play/import.play" >"$out/import.play"
  "$program" --no-display --play "$out/import.play" --lang "$lang" --size 1600x1000
done
rm -r "$out/import.play" "$out/demo" "$out/messy"
"$program" --no-display --screenshot "$out/start_th.png" --lang th --theme light
"$program" --no-display --screenshot "$out/start_en.png" --lang en --theme dark --size 1366x768
