# `make demo` and `make test` need Python 3.11 or newer, make, and nothing else.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo serve test lint bench setup clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    a shop, a job server and two crawls of it on this machine, and what came of them"
	@echo "make serve   run the job server: pages and API on http://127.0.0.1:6800/"
	@echo "make test    run all tests"
	@echo "make lint    check style, types, imports and dependencies"
	@echo "make bench   measure storing and crawling against plain peers"
	@echo "make setup   only make .venv"

setup: $(READY)

# Everything at the versions of uv.lock; uv comes from the machine or is installed into .venv.
$(READY): pyproject.toml uv.lock bootstrap.py
	@$(PYTHON) bootstrap.py
	@touch $(READY)

demo: $(READY)
	@$(BIN)/python -m demo.tour

# Without twistd's pid file: several job servers may run in one folder, and a killed one leaves nothing behind.
serve: $(READY)
	@exec $(BIN)/scrapyd --pidfile=

test: $(READY)
	@$(BIN)/python -m tests.browser.prepare
	@$(BIN)/pytest -n 2 --dist loadfile

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >.lint-imports.log || { cat .lint-imports.log; exit 1; }
	@$(BIN)/deptry . >.deptry.log 2>&1 || { cat .deptry.log; exit 1; }
	@$(BIN)/hadolint Dockerfile
	@rm -f .lint-imports.log .deptry.log
	@echo "lint: ok"

bench: $(READY)
	@$(BIN)/python -m bench.store
	@$(BIN)/python -m bench.crawl
	@$(BIN)/python -m bench.memory
	@$(BIN)/python -m bench.jobserver
	@$(BIN)/python -m bench.queue
	@$(BIN)/python -m bench.calls
	@$(BIN)/python -m bench.cleanup

clean:
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m database remove --yes; fi
	@rm -rf .venv .goodseed
