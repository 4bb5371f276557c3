#!/usr/bin/env bash
# soak.sh [CALLS] [MESSAGES]: so many calls and so long a stream with the agent; fails where the live heap grows.
# The agent's module and this one have to be built.
set -e
cd "$(dirname "$0")"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -javaagent:../../agent/target/sonde.jar \
  -Dsonde.prometheus.port=0 -Dsonde.traces.exporter=none -Xmx256m -XX:+UseSerialGC \
  -cp 'target/app.jar:target/lib/*' dev.sonde.smoke.interop.Soak "${1:-2000000}" "${2:-3600000}"
