# `make lab` opens the course, `make test` tries everything. The rest is for instructors and authors.
PYTHON ?= python3
BIN := .venv/bin
RUN := PATH="$(CURDIR)/$(BIN):$$PATH"
ARGS ?=

.PHONY: lab test build check attacks kernel grade-demo bench bench-oracle mutate lock

lab: .venv/lab.done        ## open the course in JupyterLab: make lab ARGS="--no-browser --port 8899"
	@$(RUN) deeplearn doctor
	@$(RUN) deeplearn lab $(ARGS)

test: .venv/test.done      ## everything: lint, types, imports, unit, notebooks, nbgrader, browser
	@$(RUN) PYTHON="$(BIN)/python" tests/run $(ARGS)

build: .venv/test.done     ## notebooks from lessons/
	@$(RUN) deeplearn build

check: .venv/test.done     ## the quick part of make test: lint, types, imports, notebooks up to date
	@$(RUN) tests/run --quick

attacks: .venv/test.done   ## the part of make test that grades the corpus of attacks as one class
	@$(RUN) python -m pytest tests/attacks

kernel: .venv/test.done    ## control groups of version 2 and Podman, in a virtual machine (needs user-mode-linux)
	@tests/kernel/run

grade-demo: .venv/lab.done ## grade the demo class and compare with the expected scores
	@$(RUN) python -m autograder.report.demo

bench: .venv/lab.done      ## a training step beside PyTorch and scikit-learn; a submission beside stock nbgrader
	@$(RUN) python benchmarks/reference.py
	@$(RUN) python benchmarks/grading.py

bench-oracle:              ## the numbers of tests/fixtures/ anew: PYTHON must have PyTorch and JAX
	@$(PYTHON) benchmarks/oracle.py
	@$(PYTHON) benchmarks/oracle_jax.py

mutate: .venv/test.done    ## small changes to the reference: does a test fail for each? Writes docs/mutation.md
	@$(RUN) python benchmarks/mutate.py $(ARGS)

lock: .venv/test.done      ## lock the dependencies of pyproject.toml anew
	@$(RUN) requirements/lock

# One rule makes the environment; the two marks tell whether the tests' packages are in it too.
.venv/%.done: requirements/%.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The course needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 $*")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python has no venv here. On Debian or Ubuntu: apt-get install python3-venv"; rm -rf .venv; exit 1; }
	@echo "Installing the locked packages ($*) into .venv: this takes a minute or two."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@
