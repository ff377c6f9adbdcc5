#!/bin/sh
# The command line of the packed program: Electron's program is Node as well. May be linked from a folder of the path.
self=$0
while [ -L "$self" ]; do
  to=$(readlink "$self")
  case $to in /*) self=$to ;; *) self=$(dirname "$self")/$to ;; esac
done
resources=$(cd "$(dirname "$self")/.." && pwd)
ELECTRON_RUN_AS_NODE=1 exec "$resources/../MacOS/Sonotheque" "$resources/app.asar.unpacked/dist/cli.mjs" "$@"
