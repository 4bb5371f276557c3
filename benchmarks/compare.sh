#!/usr/bin/env bash
# Compares no agent, Sonde and the OpenTelemetry agent on one small server: tomcat, jetty or undertow, and prints a table.
# Usage: benchmarks/compare.sh [ROUNDS [REQUESTS [VARIANTS [CONTAINER [FILTERS]]]]]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -q -Pcompare -DskipTests package -pl agent,benchmarks -am
exec java -cp benchmarks/target/classes dev.sonde.benchmarks.Compare "$@"
