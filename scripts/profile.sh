#!/usr/bin/env bash
# Flame graphs and hot methods of cells, and what differs between two strategies or two JDKs.
#
#   scripts/profile.sh [REGEX] [-p NAME=VALUE …] [--diff A,B] [--jdk PATH …] …      see --help
#
# Finds Java (JAVA_HOME, else the path), builds the jar if it is missing, and hands everything on to
# java -jar benchmarks.jar profile.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || { echo "profile.sh: java is '$java'; allowed: a JDK of 17 or later in JAVA_HOME or on the path" >&2; exit 2; }
[ -f "$here/benchmarks.jar" ] || (cd "$here" && mvn -q package -DskipTests) >&2
exec "$java" -jar "$here/benchmarks.jar" profile "$@"
