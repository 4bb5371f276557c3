#!/usr/bin/env bash
# Measures what agents add to one request that is served from memory, and prints a table: a bare servlet or, with
# --mix, four statements over three connections of a pool and a forward.
# Usage: benchmarks/request.sh [--mix] [FORKS [BLOCKS [REQUESTS [KILOBYTES [VARIANTS]]]]]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -q -Pcompare -DskipTests package -pl agent,benchmarks -am
work=request
if [ "${1:-}" = --mix ]; then
  work=mix
  shift
fi
exec java -cp benchmarks/target/sonde-benchmarks.jar dev.sonde.benchmarks.Cost "$work" "$@"
