# Commands of this repository; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo test fuzz test-qgis340 test-qgis344 screenshots lint scan bench train weights crossvalidate compare measure figures changelog translations link zip newcomer clean

DATA ?= ../shared/data
OUT ?= build/demo
ARGS ?=
QGIS_PROFILE ?= $(HOME)/.local/share/QGIS/QGIS3/profiles/default
RUN := scripts/in_qgis.py python

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

setup: ## install what is missing (QGIS from apt, Python packages in .venv)
	@scripts/setup.sh

demo: setup ## map a scene and draw it [SCENE=file.tif] [OUT=folder]
	@$(RUN) -m hse_lcz.demo --scene "$(SCENE)" --out "$(OUT)"

test: setup ## run all tests [ARGS=...]
	$(RUN) -m pytest $(ARGS)

fuzz: setup ## read 2000 scenes in random dialects, and thousands of random band names and rasters [ARGS=...]
	$(RUN) -m pytest tests/algorithms/test_dialects.py tests/model/scene/test_fuzz.py --dialects 2000 \
		--hypothesis-profile=long -s $(ARGS)

test-qgis340: ## run all tests on QGIS 3.40 in a Debian 12 of its own under build/ (root or sudo) [ARGS=...]
	scripts/other_qgis.sh 340 $(ARGS)

test-qgis344: ## the same on QGIS 3.44 and Debian 13
	scripts/other_qgis.sh 344 $(ARGS)

screenshots: setup ## take the pictures of docs/ again from the real desktop
	$(RUN) scripts/screenshots.py

lint: setup ## check style and the direction of imports
	$(RUN) -m ruff check .
	scripts/in_qgis.py lint-imports --no-cache

scan: setup ## scan what the zip ships as the plugin repository does: any finding fails
	$(RUN) scripts/ship.py scan

# The memory of a layer is kept for the next one instead of given back to the system: half the time.
train weights crossvalidate compare: export MALLOC_MMAP_MAX_ = 0
train weights crossvalidate compare: export MALLOC_TRIM_THRESHOLD_ = 100000000000
train: setup ## train the network into build/train [DATA=folder] [ARGS=...]
	$(RUN) -m hse_lcz.model.training.train --data "$(DATA)" --out build/train $(ARGS)

weights: setup ## make the bundled weights from nothing in the steps that made them; hours [DATA=folder]
	$(RUN) -m hse_lcz.model.training.train --data "$(DATA)" --out build/first --evaluate-every 1000 --bfloat16 --exchange-share 0
	$(RUN) -m hse_lcz.model.training.train --data "$(DATA)" --out build/second --evaluate-every 1000 --bfloat16 --exchange-share 0 \
		--steps 7000 --seed 2 --learning-rate 0.002 --matrix-rate 0.01 --start build/first/best.npz
	$(RUN) -m hse_lcz.model.training.calibration --data "$(DATA)" --weights build/second/best.npz --out build/second.npz
	$(RUN) -m hse_lcz.model.training.train --data "$(DATA)" --out build/held_out --evaluate-every 750 --bfloat16 \
		--steps 1500 --learning-rate 0.002 --matrix-rate 0.01 --start build/second.npz
	for seed in 3 4; do $(RUN) -m hse_lcz.model.training.train --data "$(DATA)" --out build/run$$seed --evaluate-every 200 --bfloat16 \
		--holdout --steps 4400 --seed $$seed --learning-rate 0.002 --matrix-rate 0.01 --start build/second.npz \
		--about resources/weights/about.json || exit 1; done
	$(RUN) -m hse_lcz.model.training.average_runs --data "$(DATA)" --weights build/run3/best.npz build/run4/best.npz --out build/two.npz
	for seed in 5 6; do $(RUN) -m hse_lcz.model.training.train --data "$(DATA)" --out build/run$$seed --evaluate-every 200 --bfloat16 \
		--holdout --steps 1200 --seed $$seed --learning-rate 0.001 --matrix-rate 0.005 --start build/two.npz \
		--about resources/weights/about.json || exit 1; done
	$(RUN) -m hse_lcz.model.training.average_runs --data "$(DATA)" --weights build/run5/best.npz build/run6/best.npz --out build/averaged.npz
	$(RUN) -m hse_lcz.model.training.calibration --data "$(DATA)" --weights build/held_out/best.npz --out bench/held_out.npz
	$(RUN) -m hse_lcz.model.training.crossvalidate --data "$(DATA)" --out build/crossvalidate_last --plan last --start build/second.npz \
		--json bench/crossvalidation.json
	$(RUN) -m hse_lcz.model.training.calibration --data "$(DATA)" --weights build/averaged.npz --figures bench/crossvalidation.json \
		--out resources/weights/hse_lcz.npz
	$(RUN) -m hse_lcz.model.training.training_cells --data "$(DATA)" --crossvalidation bench/crossvalidation.json
	$(RUN) -m hse_lcz.model.training.scene_statistics --data "$(DATA)"
	$(RUN) -m hse_lcz.model.diagnostics.selftest

crossvalidate: setup ## score the recipe on places that it has not seen, write bench/crossvalidation_whole.json: hours [DATA=folder] [ARGS=...]
	$(RUN) -m hse_lcz.model.training.crossvalidate --data "$(DATA)" --out build/crossvalidate --json bench/crossvalidation_whole.json $(ARGS)

compare: setup ## train and score the network's variants, write build/comparison.json: hours; resumes [DATA=folder] [ARGS=...]
	$(RUN) -m hse_lcz.bench.comparison --data "$(DATA)" --out build/comparison.json $(ARGS)

measure: setup ## measure the bundled weights, write bench/*.json and the pages' tables [DATA=folder]
	$(RUN) -m hse_lcz.model.training.validate --data "$(DATA)" --model bench/held_out.npz --out bench/validation.json
	$(RUN) -m hse_lcz.bench.robustness --data "$(DATA)" --out bench/robustness.json
	$(RUN) -m hse_lcz.bench.evenness --data "$(DATA)" --out bench/evenness.json
	$(RUN) bench/averaging.py --data "$(DATA)" --out bench/averaging.json
	$(RUN) bench/fine_tuning.py --data "$(DATA)" --bfloat16 --out bench/fine_tuning.json
	scripts/figures.py

figures: ## write what the benches measured into the pages that tell of it
	scripts/figures.py

translations: setup ## bring resources/i18n up to date with the algorithms, and compile it
	$(RUN) scripts/translate.py

bench: setup ## measure speed and memory, write bench/results.json [DATA=folder] [ARGS=...]
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint .venv/constraints.txt --requirement bench/requirements.txt
	@$(RUN) -m hse_lcz.bench --data "$(DATA)" --out bench/results.json $(ARGS)

link: ## link this checkout into your QGIS profile [QGIS_PROFILE=folder]
	mkdir -p "$(QGIS_PROFILE)/python/plugins"
	ln -sfnT "$(CURDIR)" "$(QGIS_PROFILE)/python/plugins/hse_lcz"

changelog: ## copy the entries of metadata.txt's version from CHANGELOG.md into it
	scripts/ship.py changelog

zip: ## write dist/hse_lcz.zip from the last commit, ready to publish
	mkdir -p dist
	git archive --format=zip --prefix=hse_lcz/ --output=dist/hse_lcz.zip HEAD

newcomer: setup ## time the path from the zip in hand to the first styled map
	$(RUN) scripts/newcomer.py

clean: ## remove everything made here but .venv
	rm -rf build dist .hypothesis .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
