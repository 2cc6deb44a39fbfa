# Permanences: what a newcomer types. `make` alone lists it.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
NODE_INSTALLED := tests/node/node_modules/installed

SMALL_TERRITORIES := ossau-haut-bearn conflent-canigo flandre-lys hautes-terres
DEMO_WEEKS := 4
DEMO_SECONDS := 30
DEMO_DATABASE := sqlite:///demo/permanences.sqlite
DEMO_PORT := 8000
DEMO_CHANGED := flandre-lys
DEMO_ADVISOR := esp1
DEMO_COORDINATOR := coordination@example.org

# What `make bench` measures: the time limit of a solve, how many seeds, which territories; LARGE=1 for 160 and 400 advisors.
SECONDS := 60
SEEDS := 5
TERRITORIES :=
LARGE :=
BENCH_SEARCH = tests.benchmarks.search --seconds $(SECONDS) --seeds $(SEEDS) \
    $(if $(TERRITORIES),--territories $(TERRITORIES)) $(if $(LARGE),--large)
BENCH_ENGINE = tests.benchmarks --seconds $$(( ($(SECONDS) + 5) / 6 )) $(if $(TERRITORIES),--territories $(TERRITORIES))

# The time of `make soak`, its tests not counted.
MINUTES := 30

# The first Python of the machine that the project can run on.
FIND_PYTHON = for python in python3.11 python3.12 python3; do \
    command -v $$python >/dev/null && \
    $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' && \
    echo $$python && break; done

NEXT_MONDAY = $(BIN)/python -c 'from datetime import date, timedelta as days; \
    today = date.today(); print(today + days(7 - today.weekday()))'

.DEFAULT_GOAL := help
.PHONY: help install demo demo-data test lint bench soak clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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

demo: demo-data ## plan four small territories from next Monday, publish them, change one, and serve them
	@echo; echo "Ctrl-C ends the demonstration; what it made is in demo/."
	@PERMANENCES_DATABASE_URL=$(DEMO_DATABASE) exec $(BIN)/permanences serve --port $(DEMO_PORT)

demo-data: export PERMANENCES_DATABASE_URL = $(DEMO_DATABASE)
demo-data: $(INSTALLED) ## make and publish the plans of the demonstration, without serving them
	@rm -rf demo && mkdir -p demo
	@$(BIN)/permanences db upgrade
	@monday=$$($(NEXT_MONDAY)); \
	for territory in $(SMALL_TERRITORIES); do \
	  $(BIN)/permanences solve data/$$territory --from $$monday --weeks $(DEMO_WEEKS) \
	    --seconds $(DEMO_SECONDS) --out demo/$$territory || exit; \
	  echo; \
	  $(BIN)/permanences show data/$$territory demo/$$territory/plan.csv || exit; \
	  $(BIN)/permanences publish data/$$territory demo/$$territory/plan.csv --from $$monday --weeks $(DEMO_WEEKS) \
	    --message "Première publication" >demo/$$territory/published.txt || exit; \
	  echo; head -n 1 demo/$$territory/published.txt; echo; \
	done; \
	ill=$$($(BIN)/python -c "from datetime import date, timedelta as t; print(date.fromisoformat('$$monday') + t(7))"); \
	well=$$($(BIN)/python -c "from datetime import date, timedelta as t; print(date.fromisoformat('$$monday') + t(12))"); \
	echo "$(DEMO_CHANGED): $(DEMO_ADVISOR) is ill from $$ill to $$well. What is left is planned again, and published."; echo; \
	cp -r data/$(DEMO_CHANGED) demo/changed; \
	echo "$(DEMO_ADVISOR),$$ill,$$well,,maladie,approved" >>demo/changed/absences.csv; \
	$(BIN)/permanences solve demo/changed --from $$monday --weeks $(DEMO_WEEKS) --seconds $(DEMO_SECONDS) \
	  --published demo/$(DEMO_CHANGED)/plan.csv --out demo/changed-plan >demo/changed/solved.txt || exit; \
	$(BIN)/permanences publish demo/changed demo/changed-plan/plan.csv --from $$monday --weeks $(DEMO_WEEKS) \
	  --message "Absence d’un conseiller" || exit; \
	echo; echo "The private calendar of $(DEMO_ADVISOR), once served:"; \
	$(BIN)/permanences token $(DEMO_ADVISOR) --territory $(DEMO_CHANGED); \
	echo; echo "The coordinator's console, once served (choose a password there):"; \
	PERMANENCES_PUBLIC_URL=http://127.0.0.1:$(DEMO_PORT)/ $(BIN)/permanences user add $(DEMO_COORDINATOR) --name Coordination

test: lint $(NODE_INSTALLED) ## run every check and every test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ echo "Chromium is needed by the tests (Debian, Ubuntu: apt install chromium)." >&2; exit 1; }
	@$(BIN)/pytest -m "not soak"

lint: $(INSTALLED) ## check style, types, imports and dependencies
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

bench: $(INSTALLED) ## measure the solver over time and size (SECONDS=10 SEEDS=1 TERRITORIES="tight scale-5": sooner)
	@$(BIN)/python -m $(BENCH_SEARCH) --reckon
	@$(BIN)/python -m $(BENCH_ENGINE) --reckon
	@$(BIN)/python -m $(BENCH_SEARCH) --page docs/benchmarks/search.md
	@$(BIN)/python -m $(BENCH_ENGINE) --page docs/benchmarks/engine.md
	@$(BIN)/python -m tests.benchmarks.service
	@$(BIN)/python -m tests.benchmarks.draft

soak: $(INSTALLED) ## run the long campaigns (MINUTES=8: the first of them in 8 minutes)
	@$(BIN)/python -m tests.soak --minutes $(MINUTES) --page docs/soak.md
	@$(BIN)/pytest -m soak

clean: ## remove what was made: the demo, caches, the installation
	rm -rf demo $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
