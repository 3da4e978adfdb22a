#!/bin/sh
# Everything that must hold before a change lands, the quick checks first.
set -eu
bin=$1
start=$(date +%s)
title() { printf '\n== %s (%s s)\n' "$1" "$(($(date +%s) - start))"; }

title "Browser bundle"
"$bin/python" hatch_build.py
# the tests of js/ need its packages even where the bundle is fresh
if [ ! -x js/node_modules/.bin/vitest ]; then
  (cd js && "$OLDPWD/$bin/python" ../tools/node.py npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
TEACHCLUST_CHROMIUM=$(sh tools/find_chromium.sh "$bin") || TEACHCLUST_CHROMIUM=
export TEACHCLUST_CHROMIUM
if [ -n "${CI:-}" ]; then export TEACHCLUST_REQUIRE_BROWSER=1; fi
# Two workers share the cores: a thread that waits must not spin on the other's time.
export OMP_WAIT_POLICY=PASSIVE

title "ruff"
"$bin/ruff" check .
"$bin/ruff" format --check .
title "mypy"
"$bin/mypy"
title "tsc"
"$bin/python" tools/node.py npm --prefix js run --silent check
title "vitest"
"$bin/python" tools/node.py npm --prefix js run --silent test
title "nbval: every lesson"
"$bin/python" -m pytest -q -p no:cacheprovider --nbval-lax --nbval-current-env -n 2 --dist loadscope notebooks
title "nbval: every learner's copy"
copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT
"$bin/teachclust" copy -o "$copies/course" >/dev/null
"$bin/python" -m pytest -q -p no:cacheprovider --nbval-lax --nbval-current-env -n 2 --dist loadscope --rootdir "$copies" "$copies/course"
title "pytest: units and contracts"
"$bin/python" -m pytest -q -n 2 --ignore tests/browser
# one after the other: they share a server and a browser
title "pytest: browser"
"$bin/python" -m pytest -q tests/browser
title "All passed"
