#!/usr/bin/env bash
# Measures what agents add to one request that is served from memory, and prints a table.
# Usage: benchmarks/request.sh [FORKS [BLOCKS [REQUESTS [KILOBYTES [VARIANTS]]]]]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -q -Pcompare -DskipTests package -pl agent,benchmarks -am
exec java -cp benchmarks/target/sonde-benchmarks.jar dev.sonde.benchmarks.Cost request "$@"
