#!/usr/bin/env bash
# Rows as a page, Markdown, CSV and pictures.
#
#   scripts/render.sh FILES-OR-FOLDERS… [--out FOLDER] [--open] …      see --help
#
# Finds Java (JAVA_HOME, else the path), builds the jar if it is missing, and hands everything on to
# java -jar benchmarks.jar report.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || { echo "render.sh: java is '$java'; allowed: a JDK of 17 or later in JAVA_HOME or on the path" >&2; exit 2; }
[ -f "$here/benchmarks.jar" ] || (cd "$here" && mvn -q package -DskipTests) >&2
exec "$java" -jar "$here/benchmarks.jar" report "$@"
