#!/usr/bin/env bash
# Measures Sonde beside no agent and the agents of OpenTelemetry, Datadog and Elastic, and writes a report with plots
# to benchmarks/results. benchmarks/README.md tells what is measured, and how long it takes.
# Usage: benchmarks/run.sh [--scenarios=REGEX,...] [--size=short|full] [--rounds=N] [--agents=REGEX]
#          [--container=tomcat|jetty|undertow] [--jdk=HOME] [--seconds=N] [--samples=FILE] [--what=NAME] [--out=DIRECTORY]
#        benchmarks/run.sh --list
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -q -Pcompare -DskipTests package -pl agent,benchmarks,benchmarks/boot -am
exec java -cp benchmarks/target/sonde-benchmarks.jar dev.sonde.benchmarks.Run "$@"
