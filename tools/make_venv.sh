#!/bin/sh
# Make a virtual environment with the first Python that is new enough and whole.
set -eu
venv=$1
for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
  if command -v "$python" >/dev/null 2>&1 &&
     "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    if "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
      echo "== Making $venv with $("$python" --version)"
      exec "$python" -m venv "$venv"
    fi
    half=$python
  fi
done
if [ -n "${half:-}" ]; then
  echo "$half has no venv. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2
else
  echo "teachclust needs Python 3.11 or later. On Debian: sudo apt-get install python3 python3-venv; on macOS: brew install python" >&2
fi
exit 1
