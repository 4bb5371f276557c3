#!/usr/bin/env bash
# Measures what agents add to one GET by a client of Redis, jedis, lettuce or redisson, and prints a table. It starts
# a redis-server for that.
# Usage: benchmarks/redis.sh CLIENT [FORKS [BLOCKS [COMMANDS [KILOBYTES [VARIANTS]]]]]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -B -q -Pcompare -DskipTests package -pl agent,benchmarks -am
port=${REDIS_PORT:-16379}
redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no >/dev/null &
trap 'kill $!' EXIT
java -cp benchmarks/target/sonde-benchmarks.jar dev.sonde.benchmarks.Cost "redis:$1:$port" "${@:2}"
