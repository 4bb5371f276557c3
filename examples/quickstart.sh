#!/usr/bin/env bash
# Builds the agent, runs the example shop with it and shows live figures.
#
#   examples/quickstart.sh            runs, shows for half a minute, stops
#   examples/quickstart.sh --stay     runs and shows until Ctrl-C
#
# What else can be chosen is what examples/shop/run.sh --help says.
set -euo pipefail
shop=$(dirname "${BASH_SOURCE[0]}")/shop/run.sh

case ${1:-} in
  "") exec "$shop" --seconds=30 ;;
  --stay) exec "$shop" "${@:2}" ;;
  *)
    echo "usage: $0 [--stay]" >&2
    exit 2
    ;;
esac
