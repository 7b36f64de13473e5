# SPDX-License-Identifier: GPL-2.0-or-later
"""Every algorithm follows the conventions of QGIS Processing; the provider loads without PyTorch and SciPy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import in_qgis
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS_URL = "https://github.com/hse-lcz/hse_lcz/blob/main/docs/"
# Read off the files, so that one which the provider forgets is noticed; and QGIS need not be there to count them.
WRITTEN = sorted(
    name
    for path in (ROOT / "algorithms").glob("*.py")
    for name in re.findall(r'^    NAME = "(\w+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
)


@pytest.fixture(scope="module", params=WRITTEN)
def algorithm(request, provider):
    """Each algorithm in turn."""
    return provider.algorithm(request.param)


def python(code: str, **more: str) -> subprocess.CompletedProcess:
    """Runs code in a fresh Python that finds QGIS and this plugin."""
    variables = {**os.environ, **more}
    return subprocess.run(
        [sys.executable, "-c", code], env=variables, text=True, capture_output=True, timeout=120, check=False
    )


def test_the_provider_lists_every_algorithm_that_is_written(provider):
    assert sorted(item.name() for item in provider.algorithms()) == WRITTEN
    assert "mapcity" in WRITTEN


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
    assert not algorithm.displayName().endswith(".")


def test_algorithm_lies_in_a_group_of_the_table(algorithm):
    from hse_lcz.algorithms import groups

    assert (algorithm.groupId(), algorithm.group()) in groups.GROUPS, "choose one of algorithms/groups.py"


def test_icon_is_a_square_drawing(algorithm):
    path = Path(algorithm.svgIconPath())
    assert path.name == f"{algorithm.name()}.svg"
    drawing = ElementTree.parse(path).getroot()
    left, top, width, height = map(float, drawing.get("viewBox").split())
    assert (left, top) == (0, 0)
    assert width == height
    assert not algorithm.icon().pixmap(24, 24).isNull()


def test_help_button_leads_to_a_page_that_is_there(algorithm):
    assert algorithm.helpUrl() == f"{DOCS_URL}{algorithm.name()}.md"
    page = (ROOT / "docs" / f"{algorithm.name()}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {algorithm.displayName()}\n"), "the page's title is the algorithm's name"
    assert f'processing.run("{algorithm.id()}"' in page or f'processing.run(\n    "{algorithm.id()}"' in page
    assert f"qgis_process run {algorithm.id()}" in page


def test_algorithm_describes_itself_with_a_verb(algorithm):
    assert re.match(r"[A-Z][a-z]+s ", algorithm.shortDescription())
    assert algorithm.shortDescription().endswith(".")
    assert algorithm.shortDescription().count(". ") == 0


def test_algorithm_is_found_by_its_tags(algorithm):
    assert len(algorithm.tags()) >= 5
    assert len(set(algorithm.tags())) == len(algorithm.tags())
    assert all(tag == tag.lower() for tag in algorithm.tags())


def test_every_parameter_has_label_and_help(algorithm):
    for parameter in algorithm.parameterDefinitions():
        # An output of a model bears the name of its step, too.
        assert re.fullmatch(r"([a-z]+:)?[A-Z][A-Z_]*", parameter.name())
        assert parameter.description()[0].isupper()
        assert parameter.help().endswith("."), parameter.name()
        assert parameter.description() != parameter.name()


def test_every_output_has_label_and_help(algorithm):
    files = {item.name() for item in algorithm.destinationParameterDefinitions()}
    for output in algorithm.outputDefinitions():
        assert output.description()[0].isupper(), output.name()
        assert output.description() != output.name()
        told = output.name() in files or f"· {output.name()}</b>" in algorithm.shortHelpString()
        assert told, f"add {output.name()} by self.declare(output, help)"


def test_help_panel_tells_all(algorithm):
    from html import escape

    text = algorithm.shortHelpString()
    assert text.startswith("<p>")
    assert "\n" not in text  # QGIS shows it as the end of a paragraph
    for parameter in algorithm.parameterDefinitions():
        assert escape(parameter.description()) in text, parameter.name()
        assert escape(parameter.help(), quote=False) in text, parameter.name()


def test_parameters_come_in_the_order_people_think(algorithm):
    """What must be given, what may be, what few will touch, where it goes."""
    from qgis.core import QgsProcessingParameterDefinition

    flag = QgsProcessingParameterDefinition.Flag

    def place(item) -> int:
        if item.isDestination():
            return 3
        if item.flags() & flag.FlagAdvanced:
            return 2
        return 1 if item.flags() & flag.FlagOptional or item.defaultValue() is not None else 0

    places = [place(item) for item in algorithm.parameterDefinitions()]
    assert places == sorted(places), [item.name() for item in algorithm.parameterDefinitions()]


def test_advanced_parameters_need_no_answer(algorithm):
    from qgis.core import QgsProcessingParameterDefinition

    flag = QgsProcessingParameterDefinition.Flag
    for item in algorithm.parameterDefinitions():
        if item.flags() & flag.FlagAdvanced:
            assert item.flags() & flag.FlagOptional or item.defaultValue() is not None, item.name()


def test_a_temporary_output_has_a_name_that_tells_what_it_is(algorithm):
    """QGIS names the file after the parameter; its end must fit what is written."""
    ends = {"raster": (".tif",), "vector": (".gpkg",), "fileDestination": None, "folder": ("",)}
    for item in algorithm.destinationParameterDefinitions():
        if item.type() == "sink":  # no file: a layer in memory, named by its label
            assert item.generateTemporaryDestination() == f"memory:{item.description()}"
            continue
        path = Path(item.generateTemporaryDestination())
        allowed = ends[item.type().replace("Destination", "") if item.type() != "fileDestination" else item.type()]
        assert path.stem == item.name().replace(":", "_")
        if allowed is None:
            assert path.suffix[1:] and f"*{path.suffix}" in item.fileFilter(), item.name()
        else:
            assert path.suffix in allowed, item.name()


def test_mapcity_warns_of_the_layer_that_qgis_preselects(provider):
    assert "active layer" in provider.algorithm("mapcity").shortHelpString()


def test_algorithm_runs_in_the_background_and_can_be_cancelled(algorithm):
    from qgis.core import QgsProcessingAlgorithm, QgsProcessingModelAlgorithm

    if not isinstance(algorithm, QgsProcessingModelAlgorithm):  # QGIS decides for models
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
        "INPUT", "PRESET", "EXTENT", "MASK", "MODEL", "DEVICE", "LCZ_CELL_SIZE", "PRECISION",
        "BANDS", "SUBSTITUTE_NIR", "SCALE", "OFFSET",
        "DATES", "ORIENTATIONS", "MAX_MEMORY_MB", "TILE_SIZE", "RESUME", "BUILDING_HEIGHTS",
        "RADAR", "RADAR_UNIT", "HSE", "LCZ", "LCZ_FILTERED", "CONFIDENCE", "LCZ_PROBABILITIES", "NOVELTY", "SHEET",
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
    folded = [name for name, item in by_name.items() if item.flags() & advanced]
    assert folded == [
        "BANDS", "SUBSTITUTE_NIR", "SCALE", "OFFSET", "DATES", "ORIENTATIONS", "MAX_MEMORY_MB", "TILE_SIZE", "RESUME",
        "BUILDING_HEIGHTS", "RADAR", "RADAR_UNIT",
    ]  # fmt: skip


# What one algorithm alone needs is imported when that algorithm runs: at the start of QGIS it would cost as much as
# the rest of the provider.
LATE = ("torch", "scipy", *(f"hse_lcz.model.{name}" for name in (
    "catalogue.fetch_job", "catalogue.transport", "diagnostics.inventory", "diagnostics.selftest",
    "heights.height_raster", "lczmap.canopy_job", "lczmap.convert", "lczmap.districts",
    "lczmap.identify", "lczmap.kmz", "lczmap.zone_map", "mapping.map_scene", "scene.prepare_stack",
    "series.series_report", "series.smooth_series", "system.torch_installer", "training.finetune_job",
)))  # fmt: skip


def test_plugin_registers_its_provider_and_takes_it_out_without_importing_what_runs_later():
    done = python(
        "import sys\n"
        "from qgis.core import QgsApplication\n"
        "application = QgsApplication([], False); application.initQgis()\n"
        "import hse_lcz\n"
        "plugin = hse_lcz.classFactory(None); plugin.initGui()\n"
        "registry = QgsApplication.processingRegistry()\n"
        "assert registry.algorithmById('hselcz:mapcity') is not None\n"
        "assert registry.algorithmById('hselcz:mapcity').shortHelpString()\n"
        f"print([name for name in {LATE} if name in sys.modules])\n"
        "plugin.unload(); plugin.unload()\n"
        "assert registry.providerById('hselcz') is None\n"
        "application.exitQgis()\n",
        PYTHONPATH=str(in_qgis.PLUGINS),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
    for name in LATE[2:]:  # a name that no longer exists would never be loaded
        assert (ROOT / f"{name.partition('.')[2].replace('.', '/')}.py").exists(), name
