#!/usr/bin/env bash
# Builds everything and runs every test, then prints one line: 'N passed, N failed'.
# What the tests need beyond the .NET SDK is installed here when it is missing and can be:
# Chromium for Tanks.Browser.Tests, a linker (clang or gcc) and zlib's headers for AotServer.Tests,
# libenet for the ENet transport, iproute2 for tests on networks of their own (as root; others do not run them),
# nginx, HAProxy, Apache and Caddy for tests behind reverse proxies (none of them is run as a service),
# PostgreSQL for Tain.Lobby.Tests (a cluster of the tests' own in a temporary folder).
set -uo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
command -v clang >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || missing+=(clang)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
command -v ip >/dev/null 2>&1 || missing+=(iproute2)
ldconfig -p 2>/dev/null | grep -q 'libenet\.so\.7' || missing+=(libenet7)
for proxy in nginx haproxy apache2 caddy; do
  [ -e "/usr/sbin/$proxy" ] || [ -e "/usr/bin/$proxy" ] || missing+=("$proxy")
done
command -v pg_ctl >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing ${missing[*]}..."
    # Runlevel 1: what is installed is not started as a service.
    (export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}") >/dev/null || echo "Not all of ${missing[*]} could be installed; the tests that need them will fail."
  else
    echo "Missing: ${missing[*]}. The tests that need them will fail."
  fi
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet build Tain.slnx --nologo -v q -clp:NoSummary || exit 1
# One project at a time: the browser tests want the cores for themselves.
dotnet test Tain.slnx --no-build --nologo -m:1 2>&1 | tee "$log" || status=$?
sed -nE 's/.*Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+), Total:.*/\1 \2 \3/p' "$log" |
  awk '{f+=$1; p+=$2; s+=$3} END {if (s > 0) printf "%d not run: what they need is not on this system\n", s; printf "%d passed, %d failed\n", p, f; exit (p == 0)}' || status=1
exit $status
