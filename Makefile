# Permanences: what a newcomer types. `make` alone lists it.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
NODE_INSTALLED := tests/node/node_modules/installed

SMALL_TERRITORIES := ossau-haut-bearn conflent-canigo flandre-lys hautes-terres
DEMO_WEEKS := 4
DEMO_SECONDS := 30

# The first Python of the machine that the project can run on.
FIND_PYTHON = for python in python3.11 python3.12 python3; do \
    command -v $$python >/dev/null && \
    $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' && \
    echo $$python && break; done

NEXT_MONDAY = $(BIN)/python -c 'from datetime import date, timedelta as days; \
    today = date.today(); print(today + days(7 - today.weekday()))'

.DEFAULT_GOAL := help
.PHONY: help install demo test lint bench soak clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## install everything into .venv (done by the others when it is needed)

$(INSTALLED): pyproject.toml uv.lock
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then echo "Python 3.11 or 3.12 is needed, and none was found on this machine." >&2; exit 1; fi; \
	if [ ! -x $(BIN)/python ]; then $$python -m venv $(VENV) || \
	{ rm -rf $(VENV); echo "Python's venv module is needed (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; }; fi
	@[ -x $(BIN)/uv ] || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --quiet --frozen --inexact --compile-bytecode
	@echo "Compiling the search, once…"; $(BIN)/python -m scheduler.search.warm
	@touch $@

$(NODE_INSTALLED): tests/node/package.json tests/node/package-lock.json
	@command -v npm >/dev/null || { echo "Node.js and npm are needed by the tests (Debian, Ubuntu: apt install npm)." >&2; exit 1; }
	@npm ci --prefix tests/node --silent --no-audit --no-fund
	@touch $@

demo: $(INSTALLED) ## plan the four small territories from next Monday, and show their weeks
	@monday=$$($(NEXT_MONDAY)); \
	for territory in $(SMALL_TERRITORIES); do \
	  $(BIN)/permanences solve data/$$territory --from $$monday --weeks $(DEMO_WEEKS) \
	    --seconds $(DEMO_SECONDS) --out demo/$$territory || exit; \
	  echo; \
	  $(BIN)/permanences show data/$$territory demo/$$territory/plan.csv || exit; \
	done; \
	echo "The plans are in demo/: plan.csv, score.json and plan.xlsx of each territory."

test: lint $(NODE_INSTALLED) ## run every check and every test
	@$(BIN)/pytest -m "not soak"

lint: $(INSTALLED) ## check style, types, imports and dependencies
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

bench: $(INSTALLED) ## measure the solver on territories of every size
	@$(BIN)/python -m tests.benchmarks --page docs/benchmarks/engine.md

soak: $(INSTALLED) ## run the long campaigns
	@$(BIN)/pytest -m soak
	@$(BIN)/python -m tests.soak --page docs/soak.md

clean: ## remove what was made: the demo, caches, the installation
	rm -rf demo $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
