#!/usr/bin/env bash
# Prints a table: each heading of docs/mirror/behaviour.md, and the tests that say they hold it by [Trait("Behaviour", "7.1")].
set -euo pipefail
cd "$(dirname "$0")/.."

held=$(grep -rlE 'Trait\("Behaviour"' tests --include='*.cs' --exclude-dir=bin --exclude-dir=obj --exclude-dir=Architecture.Tests | sort | xargs awk '
  FNR == 1 { class = ""; pending = "" }
  { line = $0; while (match(line, /Trait\("Behaviour", "[0-9.]+"\)/)) { pending = pending " " substr(line, RSTART + 20, RLENGTH - 22); line = substr(line, RSTART + RLENGTH) } }
  match($0, /class [A-Za-z0-9_]+/) { class = substr($0, RSTART + 6, RLENGTH - 6); name = class; flush() }
  match($0, /(void|Task) [A-Za-z0-9_]+\(/) { method = $0; sub(/.*(void|Task) /, "", method); sub(/\(.*/, "", method); name = class "." method; flush() }
  function flush(   i, n, numbers) { n = split(pending, numbers, " "); for (i = 1; i <= n; i++) print numbers[i] "\t" name; pending = "" }')

echo "| heading | held by |"
echo "| --- | --- |"
grep -E '^#{2,3} [0-9]' docs/mirror/behaviour.md | sed -E 's/^#+ //' | while IFS= read -r heading; do
  number=${heading%% *}; number=${number%.}
  # A chapter that has sections is held by the tests of its sections.
  grep -qE "^### $number\.[0-9]" docs/mirror/behaviour.md && continue
  tests=$(awk -F'\t' -v n="$number" '$1 == n { printf "%s%s", (c++ ? ", " : ""), $2 }' <<< "$held")
  echo "| $heading | $tests |"
done
