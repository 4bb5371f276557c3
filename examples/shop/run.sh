#!/usr/bin/env bash
# Builds the agent and the shop, and runs the shop with the agent on each of its services.
#
#   examples/shop/run.sh            until Ctrl-C
#   examples/shop/run.sh --help     what can be chosen
#
# JAVA_HOME chooses the JDK (17 or newer).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java

for program in mvn "$JAVA"; do
  if ! command -v "$program" >/dev/null; then
    echo "There is no $program: Maven 3.8 and a JDK 17, or newer, are needed." >&2
    exit 1
  fi
done

if [ "${1:-}" != --help ]; then
  echo "Building the agent and the shop ..."
fi
mvn -B -q -f "$here/../../pom.xml" -Dmaven.test.skip=true package -pl agent,examples/shop -am

# In this process's place, so that who stops this one stops the shop.
exec "$JAVA" -jar "$here/target/shop.jar" "$@"
