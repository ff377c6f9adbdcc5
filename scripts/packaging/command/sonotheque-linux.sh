#!/bin/sh
# The command line of the packed program: Electron's program is Node as well.
resources=$(dirname "$(dirname "$(readlink -f "$0")")")
ELECTRON_RUN_AS_NODE=1 exec "$resources/../sonotheque-app" "$resources/app.asar.unpacked/dist/cli.mjs" "$@"
