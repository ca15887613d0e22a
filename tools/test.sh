#!/usr/bin/env bash
# Builds everything and runs every test, then prints one line: 'N passed, N failed'.
# What the tests need beyond the .NET SDK (a browser) is installed here when it is missing and can be.
set -uo pipefail
cd "$(dirname "$0")/.."

if ! command -v chromium >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing Chromium for the browser tests..."
  (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) >/dev/null || echo "Chromium could not be installed; the browser tests will fail."
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet build Tain.slnx --nologo -v q -clp:NoSummary || exit 1
# One project at a time: the browser tests want the cores for themselves.
dotnet test Tain.slnx --no-build --nologo -m:1 2>&1 | tee "$log" || status=$?
sed -nE 's/.*Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+), Total:.*/\1 \2 \3/p' "$log" |
  awk '{f+=$1; p+=$2; s+=$3} END {if (s > 0) printf "%d passed, %d failed, %d skipped\n", p, f, s; else printf "%d passed, %d failed\n", p, f; exit (p == 0)}' || status=1
exit $status
