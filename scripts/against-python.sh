#!/usr/bin/env bash
# What asyncio's own clients, httpx and aiohttp, make of the requests of the headline, on the same stub.
#
#   scripts/against-python.sh [ROUNDS [REQUESTS [SEED]]]      default: 3 rounds of 4,64,1024 requests
#
# In each round, in an order shuffled by the seed: each way that asyncio's tutorials show, in a Python
# process of its own, and our strategies, in forks of the jar's. The stub's ledger proves the work.
# Prints one table; ends with status 1 if something in it is void. Takes about 11 minutes on two cores.
#
# Needs httpx and aiohttp, on Debian: apt install python3-httpx python3-aiohttp. Without them nothing is
# measured, which is said in a line. PYTHON names another python3, JMH_OPTIONS adds options to our forks.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
rounds=${1:-3}
requests=${2:-4,64,1024}
seed=${3:-$RANDOM}
refuse() { echo "against-python.sh: $1 is '$2'; allowed: $3" >&2; exit 2; }
[ $# -le 3 ] || refuse 'number of arguments' $# 'up to 3: ROUNDS, REQUESTS, SEED'
[[ $rounds =~ ^[1-9][0-9]{0,3}$ ]] || refuse ROUNDS "$rounds" '1 to 9999'
[[ $requests =~ ^[1-9][0-9]{0,3}(,[1-9][0-9]{0,3})*$ ]] || refuse REQUESTS "$requests" 'numbers from 1 to 9999, such as 4,64'
[[ $seed =~ ^[0-9]{1,9}$ ]] || refuse SEED "$seed" '0 to 999999999'
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || refuse java "$java" 'a JDK of 17 or later in JAVA_HOME or on the path'

# A connection is an open file; JVMs raise their limit by themselves.
ulimit -Sn "$(ulimit -Hn)" 2>/dev/null || true

# Debian's packages are seen by Debian's own Python only, which need not be the first on the path.
python=
candidates=("${PYTHON:-python3}")
[ -n "${PYTHON:-}" ] || candidates+=(/usr/bin/python3)
for candidate in "${candidates[@]}"; do
  if "$candidate" -c 'import aiohttp, httpx' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "skipped: httpx or aiohttp is missing; on Debian: apt install python3-httpx python3-aiohttp"
  exit 0
fi
[ -f "$here/benchmarks.jar" ] || (cd "$here" && mvn -q package -DskipTests) >&2
exec "$python" "$here/scripts/against_python.py" "$java" "$here/benchmarks.jar" "$rounds" "$requests" "$seed"
