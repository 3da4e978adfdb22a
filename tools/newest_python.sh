#!/bin/sh
# Print the newest Python above 3.12 that can make virtual environments; nothing where there is none.
set -eu
for python in ${PYTHON:-} python3.14 python3.13 \
  "$HOME"/.pyenv/versions/3.14*/bin/python "$HOME"/.pyenv/versions/3.13*/bin/python; do
  if command -v "$python" >/dev/null 2>&1 &&
     "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 13))' >/dev/null 2>&1; then
    command -v "$python"
    exit 0
  fi
done
