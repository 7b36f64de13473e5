# SPDX-License-Identifier: GPL-2.0-or-later
"""`hselcz:filterlcz` in real QGIS."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from hse_lcz.model.lczmap.smoothing import gaussian_filter
from hse_lcz.model.tables import code_schemes


@pytest.fixture
def zones() -> np.ndarray:
    rng = np.random.default_rng(8)
    patches = np.kron(rng.integers(1, 18, (4, 5)), np.ones((10, 10), dtype=int))
    return np.where(rng.random(patches.shape) < 0.2, rng.integers(0, 18, patches.shape), patches).astype(np.uint8)


@pytest.fixture
def source(write_raster, zones, tmp_path) -> str:
    return write_raster(
        tmp_path / "lcz.tif", code_schemes.encode(zones, code_schemes.SCHEMES["hundreds"])[None], ("",), pixel=100
    )


def run(**parameters):
    import processing

    return processing.run("hselcz:filterlcz", parameters)


def test_the_map_is_filtered_and_styled(provider, source, zones, tmp_path):
    done = run(INPUT=source, LCZ_FILTERED=str(tmp_path / "out.tif"))
    smooth = gaussian_filter(zones, 100)
    np.testing.assert_array_equal(gdal.Open(done["LCZ_FILTERED"]).ReadAsArray(), smooth)
    assert done["CHANGED"] == pytest.approx(100 * (smooth != zones).sum() / (zones > 0).sum())
    assert "Compact high-rise" in (tmp_path / "out.qml").read_text()


def test_qgis_process_does_the_same(qgis_process, source, zones, tmp_path):
    done = qgis_process(
        "run", "hselcz:filterlcz", "--", f"INPUT={source}", "METHOD=majority", "RADIUS=200", "CODES=hundreds", "BAND=1",
        f"LCZ_FILTERED={tmp_path / 'out.tif'}",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "codes 1 to 10 and 101 to 107" in done.stdout
    from hse_lcz.model.lczmap.smoothing import majority_filter

    np.testing.assert_array_equal(gdal.Open(str(tmp_path / "out.tif")).ReadAsArray(), majority_filter(zones, 200, 100))
