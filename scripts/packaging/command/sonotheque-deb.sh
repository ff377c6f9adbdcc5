#!/bin/sh
exec /opt/Sonotheque/resources/bin/sonotheque "$@"
