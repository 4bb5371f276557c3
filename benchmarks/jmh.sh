#!/usr/bin/env bash
# Runs a benchmark that lives among a module's tests, with JMH's own arguments.
# Usage: benchmarks/jmh.sh CLASS [ARGUMENT...]
set -euo pipefail
cd "$(dirname "$0")/.."
class=${1:?which class?}
shift
case $class in
  dev.sonde.instrumentation.*) module=agent-instrumentation ;;
  *) module=agent-exporters ;;
esac
mvn -B -q -DskipTests test-compile dependency:build-classpath -DincludeScope=test \
  -Dmdep.outputFile=target/test-class-path -pl "$module" -am
list=$module/target/test-class-path
exec java -cp "$module/target/test-classes:$module/target/classes:$(cat "$list")" \
  "$class" "$@"
