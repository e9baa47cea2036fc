#!/usr/bin/env bash
# How fast and how exact the stub is, beside nginx, WireMock and the machine's own limit, all in one
# run and seen from another process by wrk:
#
#   throughput  64 connections, no delay: ours on one event loop, nginx with one worker, WireMock as
#               it comes, and WireMock without its journal and with asynchronous answers; then all
#               of them with 16 requests sent at once on each connection. Beside the rate: what a
#               request costs the server in processor time, and how busy wrk was. wrk is one thread:
#               where it is fully busy, the rate is its own limit, and the cost tells servers apart
#   exactness   10 ms over 64 and over 8 connections, and 200 us over 8 (over 64 it would ask for
#               320,000 requests a second): what an answer takes beyond the delay, beside the floor:
#               what LockSupport.parkNanos of the same delay takes beyond it, plus a loopback round
#               trip after that pause
#
# Servers are measured in turn, round by round, because the machine drifts; each figure is the
# median of its rounds. A server that is not installed is left out, and the table says so.
#
#   scripts/stub-speed.sh [ROUNDS [SECONDS]]      default 5 rounds of 3 seconds; about 4 minutes
#
# Needs a JDK of 17 or later, wrk, curl, pgrep, and, for the comparisons, nginx and Maven (which fetches
# WireMock). JAVA_HOME names another JDK; STUB_JAVA_OPTIONS adds flags to the stub's JVM.
set -euo pipefail

rounds=${1:-5}
seconds=${2:-3}
wiremock_version=3.13.2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
here=$(cd "$(dirname "$0")/.." && pwd)
jar=$here/benchmarks.jar
work=$(mktemp -d)
servers=()

stop() {
  for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

fail() { echo "stub-speed.sh: $*" >&2; exit 2; }
positive() { case $2 in '' | *[!0-9]* | 0) fail "$1 is '$2'; allowed: 1 or more" ;; esac; }
positive ROUNDS "$rounds"
positive SECONDS "$seconds"
left_out() { echo "left out: $1, because $2"; }
for tool in wrk curl pgrep; do
  command -v "$tool" >/dev/null || fail "$tool is missing; on Debian: apt install wrk curl procps"
done
[ -f "$jar" ] || (cd "$here" && mvn -q -B -ntp -DskipTests package)

free_port() { "$java" "$work/FreePort.java"; }

await() { # URL
  for _ in $(seq 200); do
    curl -s -o /dev/null "$1" && return
    sleep 0.1
  done
  fail "nothing answers at $1"
}

cat >"$work/FreePort.java" <<'JAVA'
class FreePort {
  public static void main(String[] arguments) throws Exception {
    try (var socket = new java.net.ServerSocket(0)) {
      System.out.println(socket.getLocalPort());
    }
  }
}
JAVA

# The floor. One thread parks and then sends a byte to another, which sends it back: after the pause
# both have to be woken, as client and server have to be when the machine has little to do.
cat >"$work/Floor.java" <<'JAVA'
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

class Floor {
  public static void main(String[] arguments) throws Exception {
    long delay = Long.parseLong(arguments[0]);
    long until = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
    // As the stub does: timers as exact as Linux lets a process have them.
    Path self = Path.of("/proc/thread-self");
    if (Files.isSymbolicLink(self)) {
      String thread = Files.readSymbolicLink(self).getFileName().toString();
      Path slack = Path.of("/proc", thread, "timerslack_ns");
      if (Files.isWritable(slack)) {
        Files.writeString(slack, "1");
      }
    }
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
        Socket server = listening.accept()) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread echo = new Thread(() -> echo(server));
      echo.setDaemon(true);
      echo.start();
      long[] excess = new long[1_000_000];
      int count = 0;
      for (int i = 0; System.nanoTime() < until; i++) {
        long start = System.nanoTime();
        LockSupport.parkNanos(delay);
        client.getOutputStream().write(1);
        client.getInputStream().read();
        long taken = System.nanoTime() - start;
        if (i >= 50 && taken >= delay) {
          excess[count++] = taken - delay;
        }
      }
      Arrays.sort(excess, 0, count);
      System.out.println(excess[count / 2] / 1000 + " " + excess[count * 99 / 100] / 1000);
    }
  }

  private static void echo(Socket socket) {
    try {
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        socket.getOutputStream().write(b);
      }
    } catch (IOException closed) {
      return;
    }
  }
}
JAVA

# wrk's own report rounds; this one prints requests a second, p50 and p99 in microseconds, how many
# requests there were, and how many failed.
cat >"$work/report.lua" <<'LUA'
if os.getenv("PIPELINED") then
  local batch = {}
  init = function()
    for i = 1, tonumber(os.getenv("PIPELINED")) do batch[i] = wrk.format("GET") end
    batch = table.concat(batch)
  end
  request = function() return batch end
end

done = function(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("@ %.0f %d %d %d %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99), summary.requests, failed))
end
LUA

# Nanoseconds of processor time that a process has used, as Linux tells.
spent() { cat /proc/"$1"/task/*/schedstat 2>/dev/null | awk '{s += $1} END {printf "%.0f", s}'; }

load() { # URL CONNECTIONS PID -> "rate p50 p99 cost busy failed": cost in ns a request, busy in percent
  local before after times
  before=$(spent "$3")
  times=$(TIMEFORMAT='%U %S %R'
    { time wrk -t1 -c"$2" -d"${seconds}s" -s "$work/report.lua" "$1" >"$work/wrk.out" 2>&1; } 2>&1)
  after=$(spent "$3")
  sed -n 's/^@ //p' "$work/wrk.out" | awk -v ns="$((after - before))" -v times="$times" '{
    split(times, t, " ")
    printf "%d %d %d %.0f %.0f %d\n", $1, $2, $3, ns / $4, 100 * (t[1] + t[2]) / t[3], $5
  }'
}

"$java" ${STUB_JAVA_OPTIONS:-} -XX:+UseSerialGC -Xms192m -Xmx192m -Xmn128m -jar "$jar" stub \
  </dev/null >"$work/stub.out" 2>&1 &
servers+=($!)
stub_pid=$!
stub=
for _ in $(seq 200); do
  stub=$(grep -m1 -o 'http://[^ ]*' "$work/stub.out" || true)
  [ -z "$stub" ] || break
  sleep 0.1
done
[ -n "$stub" ] || fail "the stub does not start: $(head -n 1 "$work/stub.out")"

nginx=
if command -v nginx >/dev/null || [ -x /usr/sbin/nginx ]; then
  port=$(free_port)
  cat >"$work/nginx.conf" <<NGINX
worker_processes 1;
daemon off;
pid $work/nginx.pid;
error_log $work/nginx.err;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 100000000;
  server {
    listen 127.0.0.1:$port;
    location / { default_type application/json; return 200 '{"userId":1,"id":1,"title":"book a boat","completed":false}'; }
  }
}
NGINX
  PATH=$PATH:/usr/sbin nginx -p "$work" -e "$work/nginx.err" -c "$work/nginx.conf" &
  servers+=($!)
  nginx=http://127.0.0.1:$port/
  await "$nginx"
  nginx_pid=$(pgrep -P "$!" | head -1)
else
  left_out nginx "it is not installed; on Debian: apt install nginx-light"
fi

wiremock=
if command -v mvn >/dev/null && mvn -q -B -ntp dependency:copy -DoutputDirectory="$work" \
  "-Dartifact=org.wiremock:wiremock-standalone:$wiremock_version" >"$work/mvn.out" 2>&1; then
  mkdir -p "$work/mappings"
  for delay in 0 10; do
    cat >"$work/mappings/$delay.json" <<JSON
{"request": {"method": "GET", "url": "/delayed/$delay"},
 "response": {"status": 200, "headers": {"Content-Type": "application/json"},
  "body": "{\"userId\":1,\"id\":1,\"title\":\"book a boat\",\"completed\":false}"
  $([ "$delay" = 0 ] || echo ", \"fixedDelayMilliseconds\": $delay")}}
JSON
  done
  start_wiremock() { # FLAGS -> sets wiremock
    local port
    port=$(free_port)
    "$java" -jar "$work/wiremock-standalone-$wiremock_version.jar" --bind-address 127.0.0.1 \
      --port "$port" --root-dir "$work" --disable-banner "$@" >"$work/wiremock.out" 2>&1 &
    servers+=($!)
    wiremock_pid=$!
    wiremock=http://127.0.0.1:$port/delayed
    await "$wiremock/0"
  }
  start_wiremock --no-request-journal --disable-request-logging --async-response-enabled true
  tuned=$wiremock
  tuned_pid=$wiremock_pid
  start_wiremock
else
  left_out WireMock "Maven cannot fetch it"
fi

targets=(stub-0 64 "$stub_pid" "$stub/todos/1")
[ -z "$nginx" ] || targets+=(nginx-0 64 "$nginx_pid" "$nginx")
[ -z "$wiremock" ] ||
  targets+=(wiremock-0 64 "$wiremock_pid" "$wiremock/0" tuned-0 64 "$tuned_pid" "$tuned/0")
targets+=(stub-16 64 "$stub_pid" "$stub/todos/1")
[ -z "$nginx" ] || targets+=(nginx-16 64 "$nginx_pid" "$nginx")
[ -z "$wiremock" ] ||
  targets+=(wiremock-16 64 "$wiremock_pid" "$wiremock/0" tuned-16 64 "$tuned_pid" "$tuned/0")
targets+=(stub-10ms 64 "$stub_pid" "$stub/todos/1?latency=10ms")
[ -z "$wiremock" ] ||
  targets+=(wiremock-10ms 64 "$wiremock_pid" "$wiremock/10" tuned-10ms 64 "$tuned_pid" "$tuned/10")
targets+=(few-10ms 8 "$stub_pid" "$stub/todos/1?latency=10ms")
targets+=(few-200us 8 "$stub_pid" "$stub/todos/1?latency=200us")

# Round 0 warms the servers up and is not counted.
for round in $(seq 0 "$rounds"); do
  printf 'round %s of %s\r' "$round" "$rounds" >&2
  for ((i = 0; i < ${#targets[@]}; i += 4)); do
    [[ ${targets[i]} != *-16 ]] || export PIPELINED=16
    result=$(load "${targets[i + 3]}" "${targets[i + 1]}" "${targets[i + 2]}")
    unset PIPELINED
    [ "${result##* }" = 0 ] || fail "${result##* } requests to ${targets[i]} failed"
    [ "$round" = 0 ] || echo "$result" >>"$work/${targets[i]}"
  done
  if [ "$round" != 0 ]; then
    for delay in 10ms:10000000 200us:200000; do
      "$java" "$work/Floor.java" "${delay#*:}" "$seconds" >>"$work/floor-${delay%:*}"
    done
  fi
done
echo >&2

median() { # FILE COLUMN
  [ -f "$work/$1" ] || { echo -; return; }
  awk -v c="$2" '{print $c}' "$work/$1" | sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'
}
minus() { [ "$1" = - ] && echo - || echo $(($1 - $2)); }
ratio() { if [ "$1" = - ] || [ "$2" = - ]; then echo -; else awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a/b}'; fi; }

echo "$(date -u +%F) $("$java" -version 2>&1 | head -1), $(nproc) cores, $rounds rounds of $seconds s"
micros() { if [ "$1" = - ]; then echo -; else awk -v n="$1" 'BEGIN {printf "%.2f", n / 1000}'; fi; }
rate() { # NAME FILE OUR_FILE
  printf '%-36s %10s %10s %10s %10s %9s%%\n' "$1" "$(median "$2" 1)" \
    "$(ratio "$(median "$3" 1)" "$(median "$2" 1)")" "$(micros "$(median "$2" 4)")" \
    "$(ratio "$(median "$2" 4)" "$(median "$3" 4)")" "$(median "$2" 5)"
}
printf '\n%-36s %10s %10s %10s %10s %10s\n' 'no delay, 64 connections' 'requests/s' 'stub ÷ it' \
  'CPU us' 'it ÷ stub' 'wrk busy'
rate "stub, 1 event loop" stub-0 stub-0
rate "nginx, 1 worker" nginx-0 stub-0
rate "WireMock $wiremock_version" wiremock-0 stub-0
rate "WireMock, no journal, async" tuned-0 stub-0
rate "stub, 16 requests at once" stub-16 stub-16
rate "nginx, 16 requests at once" nginx-16 stub-16
rate "WireMock, 16 requests at once" wiremock-16 stub-16
rate "WireMock, no journal, async, 16" tuned-16 stub-16

excess() { # NAME FILE DELAY_IN_US FLOOR
  local p50 p99
  p50=$(minus "$(median "$2" 2)" "$3"); p99=$(minus "$(median "$2" 3)" "$3")
  printf '%-36s %10s %10s %10s %10s\n' "$1" "$p50" "$p99" \
    "$(ratio "$p50" "$(median "$4" 1)")" "$(ratio "$p99" "$(median "$4" 2)")"
}
floor() { # NAME FILE
  printf '%-36s %10s %10s %10s %10s\n' "$1" "$(median "$2" 1)" "$(median "$2" 2)" 1 1
}
printf '\n%-36s %10s %10s %10s %10s\n' 'excess in us' p50 p99 'p50÷floor' 'p99÷floor'
floor "floor, 10 ms" floor-10ms
excess "stub, 10 ms, 64 connections" stub-10ms 10000 floor-10ms
excess "WireMock, 10 ms, 64 connections" wiremock-10ms 10000 floor-10ms
excess "WireMock, no journal, async, same" tuned-10ms 10000 floor-10ms
excess "stub, 10 ms, 8 connections" few-10ms 10000 floor-10ms
floor "floor, 200 us" floor-200us
excess "stub, 200 us, 8 connections" few-200us 200 floor-200us
echo
echo "What the stub says of itself, all rounds together:"
kill "${servers[0]}"; wait "${servers[0]}" 2>/dev/null || true
tail -n +3 "$work/stub.out"
