# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:stylemap`: any map of the field gets our look, in the project and beside the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hse_lcz.model.tables import code_schemes, lcz, palettes

from .conftest import files_in


@pytest.fixture
def stylemap(provider):
    """Function that runs `hselcz:stylemap` as the Python console does."""
    import processing

    def run(feedback=None, **parameters):
        return processing.run("hselcz:stylemap", parameters, feedback=feedback)

    return run


@pytest.fixture
def write(tmp_path, write_raster):
    """Function that writes values as one band -> path."""

    def write(values, dtype=np.uint8, **more):
        return write_raster(
            tmp_path / "map.tif", np.resize(np.array(values, dtype), (1, 20, 15)), **{"names": None, **more}
        )

    return write


def opened(path):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(path, "map")
    assert layer.isValid()
    return layer


def rows(layer):
    return [(row.value, row.color.name().upper(), row.label) for row in layer.renderer().classes()]


def expected(scheme="standard", palette="standard"):
    return [
        (code, colour, f"{zone.label} {zone.name}")
        for zone, colour, code in zip(lcz.ZONES, palettes.PALETTES[palette], code_schemes.SCHEMES[scheme].codes)
        if code is not None
    ]


@pytest.mark.parametrize("palette", palettes.PALETTES)
@pytest.mark.parametrize("scheme", code_schemes.WRITTEN)
def test_zones_in_every_scheme_and_palette(stylemap, write, project, scheme, palette):
    layer = opened(write([code for code in code_schemes.SCHEMES[scheme].codes if code is not None]))
    project.addMapLayer(layer)
    done = stylemap(INPUT=layer.id(), PALETTE=palette)
    assert rows(layer) == expected(scheme, palette)
    assert rows(opened(layer.source())) == expected(scheme, palette)
    assert done["SHOWS"] == "lcz"
    assert done["STYLE"] == str(Path(layer.source()).with_suffix(".qml"))


@pytest.mark.parametrize(("top", "label"), [(100, "20 %"), (1, "0.2")])
def test_percentages_and_fractions(stylemap, write, top, label):
    path = write(np.linspace(0, top, 300), np.float32)
    done = stylemap(INPUT=path)
    renderer_of = opened(path)
    items = renderer_of.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert done["SHOWS"] == "hse"
    assert [item.value for item in items] == pytest.approx([top * share / 5 for share in range(6)])
    assert [item.color.name().upper() for item in items] == list(palettes.RAMPS["HSE"])
    assert items[1].label == label


def test_what_the_user_says_counts(stylemap, write):
    path = write([0, 1])
    assert stylemap(INPUT=path, MAP="confidence")["SHOWS"] == "confidence"
    items = opened(path)
    colours = [item.color for item in items.renderer().shader().rasterShaderFunction().colorRampItemList()]
    assert [colour.name().upper() for colour in colours] == list(palettes.RAMPS["CONFIDENCE"])


def test_the_band_that_is_named_so(stylemap, tmp_path, write_raster):
    bands = np.stack([np.resize(np.array(values, np.uint8), (20, 15)) for values in ([1, 2], [3, 4], [70, 80])])
    path = write_raster(tmp_path / "three.tif", bands, names=["lcz", "lczFilter", "lczProb"])
    stylemap(INPUT=path)
    layer = opened(path)
    assert layer.renderer().band() == 2
    assert stylemap(INPUT=path, BAND=3)["SHOWS"] == "confidence"


def test_a_layer_that_only_the_script_holds(stylemap, write):
    layer = opened(write([1, 101]))
    stylemap(INPUT=layer, SAVE=False)
    assert rows(layer) == expected("hundreds")
    assert not Path(layer.source()).with_suffix(".qml").exists()


def test_values_stay_as_they_are(stylemap, write, tmp_path):
    path = write([1, 101])
    before = Path(path).read_bytes()
    stylemap(INPUT=path)
    assert Path(path).read_bytes() == before
    assert set(files_in(tmp_path)) - {"map.tif.aux.xml"} == {"map.qml", "map.tif"}


def test_a_raster_in_a_zip_keeps_no_style(stylemap, write, tmp_path):
    import zipfile

    from qgis.core import QgsProcessingFeedback

    with zipfile.ZipFile(tmp_path / "maps.zip", "w") as archive:
        archive.write(write([1, 17]), "map.tif")
    layer, feedback = opened(f"/vsizip/{tmp_path}/maps.zip/map.tif"), QgsProcessingFeedback()
    assert stylemap(feedback, INPUT=layer)["STYLE"] == ""
    assert "its style cannot be kept beside it" in feedback.textLog()
    assert rows(layer) == expected()


@pytest.mark.parametrize(
    ("values", "parameters", "sentence"),
    [
        ([0, 1], {}, "found only 0 and 1 .* which may be a mask"),
        ([31, 32], {}, "found only 31, 32 .* say what the map shows"),
        ([1, 200], {}, "found 1, 200"),
        ([1, 104], {"CODES": "nonsense"}, r"\(CODES\) should be one of auto, standard"),
        ([1, 2], {"MAP": "zones"}, r"\(MAP\) should be one of auto, lcz, hse, confidence"),
        ([1, 2], {"BAND": 7}, "Expected a band from 1 to 1, found 7"),
        ([1, 2], {"INPUT": "/nowhere/map.tif"}, r"\(INPUT\) should be a raster.* choose a GeoTIFF with the map"),
    ],
)
def test_refusals(stylemap, write, tmp_path, values, parameters, sentence):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=sentence):
        stylemap(**{"INPUT": write(values), **parameters})
    assert not (tmp_path / "map.qml").exists()


def test_cancel_leaves_the_layer_alone(provider, write, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    layer, feedback = opened(write([1, 17])), QgsProcessingFeedback()
    before = layer.renderer().type()
    feedback.cancel()
    provider.algorithm("stylemap").run({"INPUT": layer}, QgsProcessingContext(), feedback)
    assert layer.renderer().type() == before
    assert not (tmp_path / "map.qml").exists()


def test_command_line(qgis_process, write, tmp_path):
    done = qgis_process("run", "hselcz:stylemap", "--", f"INPUT={write([1, 10, 101])}", "PALETTE=safe")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows(opened(str(tmp_path / "map.tif"))) == expected("hundreds", "safe")


@pytest.fixture
def doubtful(tmp_path, write_raster):
    """An LCZ map of zone 6, opaque in the west and of half the opacity in the east, and its confidence."""
    zones = np.full((1, 20, 20), 6, np.uint8)
    percent = np.full((1, 20, 20), 100, np.uint8)
    percent[:, :, 10:] = 50
    more = {"pixel": 100, "names": ("lcz",), "nodata": 0}
    lcz_map = write_raster(tmp_path / "lcz_20260704.tif", zones, **more)
    return lcz_map, write_raster(tmp_path / "confidence.tif", percent, **{**more, "names": ("lczProb",), "nodata": 255})


def drawn(layers, extent, background=(255, 255, 255)):
    """Red, green and blue of 20 x 20 pixels of the map that QGIS draws."""
    from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor

    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(20, 20))
    settings.setBackgroundColor(QColor(*background))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    return [[image.pixelColor(col, row).getRgb()[:3] for col in range(20)] for row in range(20)]


@pytest.mark.parametrize("palette", palettes.PALETTES)
def test_doubtful_cells_fade_and_the_legend_stays(stylemap, project, doubtful, tmp_path, palette):
    lcz_map, confidence = doubtful
    path = str(tmp_path / "faded.tif")
    done = stylemap(INPUT=lcz_map, CONFIDENCE=confidence, FADED=path, PALETTE=palette)
    assert done["FADED"] == path
    layer = opened(path)  # by its .qml, as any project does that opens the file later
    assert rows(layer) == expected(palette=palette)
    assert (layer.renderer().band(), layer.renderer().alphaBand()) == (1, 2)
    full = tuple(int(palettes.PALETTES[palette][5][place : place + 2], 16) for place in (1, 3, 5))
    pixels = drawn([layer], layer.extent())
    assert pixels[10][2] == full
    half = [255 + (part - 255) * 128 / 255 for part in full]
    assert pixels[10][17] == pytest.approx(half, abs=2)


def test_the_faded_map_is_loaded_and_survives_the_project(provider, project, doubtful, tmp_path):
    import processing
    from qgis.core import QgsProject

    lcz_map, confidence = doubtful
    layer = opened(lcz_map)
    project.addMapLayer(layer)
    path, file = str(tmp_path / "faded.tif"), str(tmp_path / "project.qgz")
    processing.runAndLoadResults("hselcz:stylemap", {"INPUT": layer.id(), "CONFIDENCE": confidence, "FADED": path})
    faded = next(one for one in project.mapLayers().values() if one.source() == path)
    assert faded.name() == "LCZ faded map"
    root = project.layerTreeRoot()
    assert root.findLayer(faded.id()).isVisible()
    assert not root.findLayer(layer.id()).isVisible()  # opaque, it would shine through
    before = drawn([faded], faded.extent())
    assert project.write(file)
    again = QgsProject()
    assert again.read(file)
    kept = again.mapLayer(faded.id())
    assert rows(kept) == expected()
    assert drawn([kept], kept.extent()) == before


def test_a_confidence_without_a_place_for_the_faded_map(stylemap, doubtful):
    from .conftest import refused

    lcz_map, confidence = doubtful
    assert refused(lambda: stylemap(INPUT=lcz_map, CONFIDENCE=confidence)) == (
        "“LCZ confidence” (CONFIDENCE) is for the faded map, but “LCZ map faded by confidence” (FADED) is skipped; "
        "choose where to write “LCZ map faded by confidence”, or leave “LCZ confidence” empty."
    )


def test_only_zones_fade(stylemap, write, tmp_path):
    from .conftest import refused

    path = tmp_path / "faded.tif"
    said = refused(lambda: stylemap(INPUT=write(np.linspace(0, 100, 300), np.float32), FADED=str(path)))
    assert "Expected an LCZ map to fade by its confidence, found HSE map (%)" in said
    assert not path.exists()
