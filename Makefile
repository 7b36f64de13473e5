# Commands of this repository; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint train validate link zip clean

DATA ?= ../shared/data
OUT ?= build/demo
ARGS ?=
QGIS_PROFILE ?= $(HOME)/.local/share/QGIS/QGIS3/profiles/default
RUN := scripts/in_qgis.py python

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## install what is missing (QGIS from apt, Python packages in .venv)
	@scripts/setup.sh

demo: setup ## map a scene and draw it [SCENE=file.tif] [OUT=folder]
	@$(RUN) -m hse_lcz.demo --scene "$(SCENE)" --out "$(OUT)"

test: setup ## run all tests [ARGS=...]
	$(RUN) -m pytest $(ARGS)

lint: setup ## check style and the direction of imports
	$(RUN) -m ruff check .

train: setup ## train the network into build/train [DATA=folder] [ARGS=...]
	$(RUN) -m hse_lcz.model.train --data "$(DATA)" --out build/train $(ARGS)

validate: setup ## score the bundled weights, write build/validation.json [DATA=folder]
	$(RUN) -m hse_lcz.model.validate --data "$(DATA)" --out build/validation.json $(ARGS)

link: ## link this checkout into your QGIS profile [QGIS_PROFILE=folder]
	mkdir -p "$(QGIS_PROFILE)/python/plugins"
	ln -sfnT "$(CURDIR)" "$(QGIS_PROFILE)/python/plugins/hse_lcz"

zip: ## write dist/hse_lcz.zip from the last commit, ready to publish
	mkdir -p dist
	git archive --format=zip --prefix=hse_lcz/ --output=dist/hse_lcz.zip HEAD

clean: ## remove everything made here but .venv
	rm -rf build dist .hypothesis .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
