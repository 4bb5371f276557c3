#!/usr/bin/env bash
# Measures what agents add to one prepared query of one row, and prints a table. Without a URL the database is
# H2's in memory; PostgreSQL, for one, is jdbc:postgresql://127.0.0.1:5432/NAME?user=USER
# Usage: benchmarks/statement.sh [URL [FORKS [BLOCKS [STATEMENTS [KILOBYTES [VARIANTS]]]]]]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -q -Pcompare -DskipTests package -pl agent,benchmarks -am
url=${1:-jdbc:h2:mem:benchmark}
exec java -cp benchmarks/target/sonde-benchmarks.jar dev.sonde.benchmarks.Cost "$url" "${@:2}"
