#!/usr/bin/env bash
# How close the event loop comes to what a raw load generator gets from the same stub.
#
#   scripts/against-wrk.sh [ROUNDS]        default: 3 rounds; needs wrk(1)
#
# In each round wrk keeps N connections busy with requests of 10 ms for three seconds, and one fork of
# the gather benchmark makes gathers of N requests of 10 ms, against one stub. A gather is done when its
# slowest request is, so its median is held against wrk's p99 of a single request: at 64 it should be
# within 1.3 times of that, at 1024 within 2 times. Prints the medians over the rounds; ends with status
# 1 if one is out of its limit.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
rounds=${1:-3}
case $rounds in ''|*[!0-9]*|0) echo "against-wrk.sh: ROUNDS is '$rounds'; allowed: 1 or more" >&2; exit 2;; esac
command -v wrk >/dev/null || { echo "against-wrk.sh: wrk is not installed" >&2; exit 2; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
[ -f "$here/benchmarks.jar" ] || (cd "$here" && mvn -q -B -ntp -DskipTests package >&2)

work=$(mktemp -d)
"$java" -jar "$here/benchmarks.jar" stub > "$work/stub" &
stub=$!
trap 'kill "$stub" 2>/dev/null || true; rm -rf "$work"' EXIT
until grep -qs http "$work/stub"; do kill -0 "$stub"; sleep 0.1; done
url=$(grep -o 'http://[^ ]*' "$work/stub" | head -n 1)
wrk -t1 -c64 -d3s "$url/todos/1" > /dev/null # warms the stub

millis() { awk '/99%/ { v = $2; if (v ~ /us$/) f = 0.001; else if (v ~ /ms$/) f = 1; else f = 1000; printf "%.3f\n", v * f }'; }
for round in $(seq "$rounds"); do
  for n in 64 1024; do
    wrk -t1 -c"$n" -d3s --latency "$url/todos/1?latency=10ms" | millis >> "$work/wrk-$n"
    "$java" -jar "$here/benchmarks.jar" GatherBenchmark -f 1 -p strategy=EVENT_LOOP -p requests="$n" \
      -p target="$url" --out "$work/rows-$n-$round" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    # Void rows are left out; the last column may have commas.
    awk -F',time_p50,' 'NF > 1 && $2 !~ /,"?void/ { split($2, v, ","); print v[1] }' "$work/rows-$n-$round"/*.csv |
      sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }' >> "$work/loop-$n"
  done
done

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
status=0
printf '%8s  %18s  %22s  %6s  %6s\n' requests 'wrk p99, ms' 'event loop median, ms' ratio limit
for n in 64 1024; do
  limit=1.3; [ "$n" = 1024 ] && limit=2.0
  ratio=$(awk "BEGIN { printf \"%.2f\", $(median "$work/loop-$n") / $(median "$work/wrk-$n") }")
  printf '%8s  %18s  %22s  %6s  %6s\n' "$n" "$(median "$work/wrk-$n")" "$(median "$work/loop-$n")" "$ratio" "$limit"
  awk "BEGIN { exit !($ratio > $limit) }" && status=1
done
exit "$status"
