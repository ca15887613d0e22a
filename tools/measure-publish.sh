#!/usr/bin/env bash
# What the AotServer sample costs in each way of publishing it: size on disk, time from its start until it can be joined (the fastest
# of the runs, because whatever else the machine does only adds to it), memory a second later (median).
# Needs Linux, and what NativeAOT needs (docs/deploying.md). Usage: bash tools/measure-publish.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-11}
rid="linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

publish() { # NAME, then arguments of dotnet publish
  local name=$1
  shift
  dotnet publish samples/AotServer -c Release -r "$rid" -o "$out/$name" --nologo -v q -clp:NoSummary "$@"
}

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
fastest() { sort -n | head -1; }

# Prints milliseconds until the server listens, and its resident memory in kB after another second.
start_once() {
  local begin=${EPOCHREALTIME/./} ready line
  coproc SERVER { exec "$1" --port 0; }
  local pid=$SERVER_PID
  read -r line <&"${SERVER[0]}"
  ready=${EPOCHREALTIME/./}
  sleep 1
  echo "$(((ready - begin) / 100)) $(awk '/^VmRSS/ {print $2}' "/proc/$pid/status")"
  kill -TERM "$pid"
  wait "$pid" || true
}

measure() { # NAME DESCRIPTION
  local sample
  : >"$out/$1.times"
  for _ in $(seq "$runs"); do
    sample=$(start_once "$out/$1/AotServer")
    echo "$sample" >>"$out/$1.times"
  done
  printf '| %s | %s | %s MB | %s ms | %s MB |\n' "$2" "$(find "$out/$1" -type f | wc -l)" \
    "$(du -sb "$out/$1" | awk '{printf "%.1f", $1 / 1e6}')" \
    "$(cut -d' ' -f1 "$out/$1.times" | fastest | awk '{printf "%.0f", $1 / 10}')" \
    "$(cut -d' ' -f2 "$out/$1.times" | median | awk '{printf "%.0f", $1 * 1024 / 1e6}')"
}

publish needs-runtime -f net10.0 --self-contained false
publish self-contained -f net10.0 -p:PublishAs=self-contained
publish trimmed -f net10.0 -p:PublishAs=trimmed
publish native -f net9.0
echo "| published as | files | size | start | memory |"
echo "| --- | --- | --- | --- | --- |"
measure needs-runtime "JIT, needs the .NET 10 runtime"
measure self-contained "JIT, self-contained, one file"
measure trimmed "JIT, self-contained, trimmed and precompiled, one file"
measure native "NativeAOT (net9.0), one file"
