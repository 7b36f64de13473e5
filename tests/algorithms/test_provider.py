# SPDX-License-Identifier: GPL-2.0-or-later
"""Every algorithm keeps the manners of a good Processing citizen; the provider loads without PyTorch."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import in_qgis
import pytest


@pytest.fixture(scope="module", params=["mapcity"])
def algorithm(request, provider):
    return provider.algorithm(request.param)


def python(code: str, **more: str) -> subprocess.CompletedProcess:
    """Runs code in a fresh Python that finds QGIS and this plugin."""
    variables = {**os.environ, **more}
    return subprocess.run(
        [sys.executable, "-c", code], env=variables, text=True, capture_output=True, timeout=120, check=False
    )


def test_the_walk_leaves_no_algorithm_out(provider):
    assert [item.name() for item in provider.algorithms()] == ["mapcity"]


def test_provider_has_id_name_version_and_icon(provider):
    assert provider.id() == "hselcz"
    assert provider.name() == "HSE & LCZ Mapper"
    assert provider.versionInfo() == "0.1.0"
    assert not provider.icon().isNull()
    assert Path(provider.svgIconPath()).is_file()


def test_provider_writes_geotiff_alone(provider):
    assert provider.supportedOutputRasterLayerExtensions() == ["tif", "tiff"]
    assert provider.defaultRasterFileExtension() == "tif"


def test_algorithm_has_an_identity(algorithm):
    assert re.fullmatch(r"hselcz:[a-z]+", algorithm.id())
    assert algorithm.displayName()[0].isupper()
    assert algorithm.group()
    assert re.fullmatch(r"[a-z]+", algorithm.groupId())
    assert not algorithm.icon().isNull()
    assert Path(algorithm.svgIconPath()).is_file()
    assert algorithm.helpUrl().startswith("https://")


def test_algorithm_describes_itself_with_a_verb(algorithm):
    assert re.match(r"[A-Z][a-z]+s ", algorithm.shortDescription())
    assert algorithm.shortDescription().endswith(".")


def test_algorithm_is_found_by_its_tags(algorithm):
    assert len(algorithm.tags()) >= 5
    assert len(set(algorithm.tags())) == len(algorithm.tags())
    assert all(tag == tag.lower() for tag in algorithm.tags())


def test_every_parameter_has_label_and_help(algorithm):
    for parameter in algorithm.parameterDefinitions():
        assert re.fullmatch(r"[A-Z][A-Z_]*", parameter.name())
        assert parameter.description()[0].isupper()
        assert parameter.help().endswith("."), parameter.name()
        assert parameter.description() in algorithm.shortHelpString(), parameter.name()


def test_every_output_has_a_label(algorithm):
    for output in algorithm.outputDefinitions():
        assert output.description()
        assert output.description() != output.name()


def test_help_says_what_no_label_says(algorithm):
    text = algorithm.shortHelpString()
    assert text.startswith("<p>")
    assert "\n" not in text  # QGIS shows it as the end of a paragraph
    assert "active layer" in text
    for output in ("MEAN_HSE", "BUILT_SHARE", "SECONDS", "DEVICE_USED"):
        assert output in text


def test_algorithm_runs_in_the_background_and_can_be_cancelled(algorithm):
    from qgis.core import QgsProcessingAlgorithm

    assert not algorithm.flags() & QgsProcessingAlgorithm.Flag.FlagNoThreading
    assert algorithm.flags() & QgsProcessingAlgorithm.Flag.FlagCanCancel
    assert algorithm.flags() & QgsProcessingAlgorithm.Flag.FlagSupportsBatch


def test_a_copy_is_fresh(algorithm):
    copy = algorithm.create()
    assert copy is not algorithm
    assert copy.id() == algorithm.id()
    assert len(copy.parameterDefinitions()) == len(algorithm.parameterDefinitions())


def test_mapcity_has_the_parameters_that_scripts_rely_on(provider):
    from qgis.core import QgsProcessingParameterDefinition

    algorithm = provider.algorithm("mapcity")
    names = [item.name() for item in algorithm.parameterDefinitions()]
    assert names == [
        "INPUT", "EXTENT", "MODEL", "DEVICE", "LCZ_CELL_SIZE", "TILE_SIZE",
        "HSE", "LCZ", "LCZ_FILTERED", "CONFIDENCE", "LCZ_PROBABILITIES",
    ]  # fmt: skip
    outputs = {item.name(): item.type() for item in algorithm.outputDefinitions()}
    assert outputs["MEAN_HSE"] == outputs["BUILT_SHARE"] == outputs["SECONDS"] == "outputNumber"
    assert outputs["DEVICE_USED"] == "outputString"
    by_name = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert [name for name, item in by_name.items() if item.isDestination() and item.createByDefault()] == [
        "HSE",
        "LCZ",
    ]
    assert by_name["DEVICE"].options() == ["auto", "cpu", "cuda", "mps"]
    assert by_name["DEVICE"].defaultValue() == "auto"
    assert by_name["LCZ_CELL_SIZE"].defaultValue() == 100
    assert by_name["LCZ_CELL_SIZE"].minimum() == 20
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    assert [name for name, item in by_name.items() if item.flags() & advanced] == ["TILE_SIZE"]


def test_plugin_registers_its_provider_and_takes_it_out_without_importing_torch():
    done = python(
        "import sys\n"
        "from qgis.core import QgsApplication\n"
        "application = QgsApplication([], False); application.initQgis()\n"
        "import hse_lcz\n"
        "plugin = hse_lcz.classFactory(None); plugin.initGui()\n"
        "registry = QgsApplication.processingRegistry()\n"
        "assert registry.algorithmById('hselcz:mapcity') is not None\n"
        "assert registry.algorithmById('hselcz:mapcity').shortHelpString()\n"
        "print('torch' in sys.modules, 'scipy' in sys.modules)\n"
        "plugin.unload(); plugin.unload()\n"
        "assert registry.providerById('hselcz') is None\n"
        "application.exitQgis()\n",
        PYTHONPATH=str(in_qgis.PLUGINS),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "False"]
