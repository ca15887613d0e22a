#!/usr/bin/env bash
# Runs the contract that every transport keeps, and the two-process tests, and prints which transport passed which case as a table.
# bash tools/contract-matrix.sh [--no-build]
set -uo pipefail
cd "$(dirname "$0")/.."

[ "${1:-}" = --no-build ] || dotnet build Tain.slnx --nologo -v q -clp:NoSummary || exit 1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# Each test of the contract names its case in a trait on the line of its attribute.
cases=$(awk '/Trait\("Case"/ { match($0, /Trait\("Case", "[^"]*"/); c = substr($0, RSTART + 15, RLENGTH - 16) }
  /public void / && c != "" { match($0, /void [A-Za-z0-9_]+/); print substr($0, RSTART + 5, RLENGTH - 5) "\t" c; c = "" }' tests/Tain.Transports.Tests/Contract/*.cs)

# Transports that never leave the process say so; foreign bytes cannot reach them.
closed=$(grep -rlE --include='*.cs' '\bWhyNoForeignBytes =>' tests | grep -v '/Contract/' | xargs sed -nE 's/.*class ([A-Za-z0-9_]+)Tests .*/\1/p')

# The projects with classes that derive from the contract.
status=0
for project in $(grep -rlE --include='*.cs' ': (TransportContract|ProcessContract)\b' tests | cut -d/ -f2 | sort -u); do
  dotnet test "tests/$project" --no-build --nologo --filter "Case~e|Case~o|Case~a|Case~i" --logger "trx;LogFileName=$project.trx" --results-directory "$results" >"$results/$project.log" 2>&1 || status=1
  [ -e "$results/$project.trx" ] || { cat "$results/$project.log"; exit 1; }
done

# One line per test and outcome: class, method, outcome. A theory's rows count together; a process test's transport is its argument.
sed -nE 's/.*<UnitTestResult .*testName="([^"]*)".*outcome="([^"]*)".*/\1\t\2/p' "$results"/*.trx |
  sed -E 's/&quot;/"/g' |
  awk -F'\t' -v cases="$cases" -v closed="$closed" '
    BEGIN { n = split(cases, lines, "\n"); for (i = 1; i <= n; i++) { split(lines[i], pair, "\t"); of[pair[1]] = pair[2]; if (!(pair[2] in seen)) { seen[pair[2]]; order[++columns] = pair[2] } } }
    {
      name = $1; argument = ""
      if (match(name, /\(.*\)$/)) { argument = substr(name, RSTART + 1, RLENGTH - 2); name = substr(name, 1, RSTART - 1) }
      k = split(name, parts, "."); method = parts[k]; class = parts[k - 1]
      if (class ~ /ProcessTests$/) {
        if (!match(argument, /transport: "[^"]*"/)) next; row = substr(argument, RSTART + 12, RLENGTH - 13) ", two processes"; column = method
        if (!(column in processSeen)) { processSeen[column]; processOrder[++processColumns] = column }
        processRows[row]
      } else {
        if (!(method in of)) next
        sub(/Tests$/, "", class); sub(/^Tain\./, "", name)
        row = parts[k - 2] "." class; for (j = k - 3; j >= 1 && parts[j] != "Transports" && parts[j] != "Tain"; j--) row = parts[j] "." row
        column = of[method]; rows[row]
        if (index("\n" closed "\n", "\n" class "\n") && column ~ /half-open|garbage/) isClosed[row, column]
      }
      count[row, column]++
      if ($2 != "Passed") bad[row, column]++
    }
    function print_table(title, rs, cs, total,    r, c, i, line, sorted, m) {
      line = "| " title " |"; for (i = 1; i <= total; i++) line = line " " cs[i] " |"; print line
      line = "|---|"; for (i = 1; i <= total; i++) line = line "---|"; print line
      m = 0; for (r in rs) sorted[++m] = r
      for (i = 2; i <= m; i++) for (c = i; c > 1 && sorted[c - 1] > sorted[c]; c--) { line = sorted[c]; sorted[c] = sorted[c - 1]; sorted[c - 1] = line }
      for (i = 1; i <= m; i++) {
        line = "| " sorted[i] " |"
        for (c = 1; c <= total; c++) line = line ((sorted[i], cs[c]) in isClosed ? " cannot arrive |" : count[sorted[i], cs[c]] == 0 ? " none |" : bad[sorted[i], cs[c]] ? " " bad[sorted[i], cs[c]] " FAILED |" : " " count[sorted[i], cs[c]] " passed |")
        print line
      }
      print ""
    }
    END { print_table("transport", rows, order, columns); if (processColumns) print_table("transport", processRows, processOrder, processColumns) }'
exit $status
