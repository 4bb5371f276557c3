#!/usr/bin/env bash
# Builds the agent, runs the example shop with it and shows live figures.
#
#   examples/quickstart.sh            runs, shows, stops
#   examples/quickstart.sh --stay     runs, shows, and leaves the shop open until Ctrl-C
#
# SHOP_PORT (8080) and METRICS_PORT (9464) choose other ports, JAVA_HOME another JDK (17 or newer).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SHOP_PORT=${SHOP_PORT:-8080}
METRICS_PORT=${METRICS_PORT:-9464}
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
METRICS=http://localhost:$METRICS_PORT/metrics
LOAD_SECONDS=30
STAY=false

case ${1:-} in
  "") ;;
  --stay)
    STAY=true
    LOAD_SECONDS=3600
    ;;
  *)
    echo "usage: $0 [--stay]" >&2
    exit 2
    ;;
esac

shop_pid=
log=
stop() {
  if [ -n "$shop_pid" ] && kill "$shop_pid" 2>/dev/null; then
    wait "$shop_pid" 2>/dev/null || true
  fi
  if [ -n "$log" ]; then
    rm -f "$log"
  fi
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Waits until the shop is reachable at a URL and what comes matches a pattern.
await() {
  local url=$1 pattern=$2 page
  for _ in $(seq 1 120); do
    if ! kill -0 "$shop_pid" 2>/dev/null; then
      echo "The shop did not start:" >&2
      cat "$log" >&2
      exit 1
    fi
    if page=$(curl -fsS --max-time 5 "$url" 2>/dev/null) && grep -q "$pattern" <<<"$page"; then
      return
    fi
    sleep 0.5
  done
  echo "Nothing like '$pattern' at $url within a minute; the shop says:" >&2
  cat "$log" >&2
  exit 1
}

echo "Building the agent and the shop ..."
mvn -B -q -DskipTests package -pl agent,examples/shop -am

echo "Starting the shop with the agent ..."
log=$(mktemp)
"$JAVA" -javaagent:agent/target/sonde.jar "-Dsonde.prometheus.port=$METRICS_PORT" \
  -jar examples/shop/target/shop.jar "$SHOP_PORT" "--load=$LOAD_SECONDS" >"$log" 2>&1 &
shop_pid=$!
await "http://localhost:$SHOP_PORT/health" up
grep ' \[sonde\] ' "$log" || true

echo "Customers are coming ..."
await "$METRICS" '^http_server_request_duration_seconds_count.*/checkout.*status_code="500"'

echo
echo "What Prometheus sees at $METRICS:"
curl -fsS "$METRICS" | grep -E \
  '^(http_server_request_duration_seconds_count|jvm_memory_used_bytes.*"heap"|sonde_build_info)'

if $STAY; then
  echo
  echo "The shop is at http://localhost:$SHOP_PORT/ ; Ctrl-C closes it."
  wait "$shop_pid"
fi
