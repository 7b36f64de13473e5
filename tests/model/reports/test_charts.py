# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts show what they should, in the colours of the zones, and are missed with a sentence where they cannot be."""

from __future__ import annotations

import io
import subprocess
import sys

import numpy as np
import pytest

from hse_lcz.model.reports import charts
from hse_lcz.model.tables import lcz


def pixels(png: bytes) -> np.ndarray:
    """(H, W, 3) of a PNG."""
    image = pytest.importorskip("matplotlib.image")
    return np.rint(image.imread(io.BytesIO(png), format="png")[..., :3] * 255).astype(int)


def share(picture: np.ndarray, colour: str) -> float:
    """Share of the pixels that have a colour."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return float((np.abs(picture - wanted).max(axis=-1) <= 1).mean())


def height_of(picture: np.ndarray, colour: str) -> float:
    """How high the bar of a colour reaches, as a share of the picture's height."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    rows = np.flatnonzero((np.abs(picture - wanted).max(axis=-1) <= 1).any(axis=1))
    return (rows[-1] - rows[0]) / len(picture)


@pytest.fixture(autouse=True)
def _drawn():
    pytest.importorskip("matplotlib")


def test_bars_have_the_zones_colours_and_heights():
    codes, values = [1, 6, 14, 17], [0.2, 0.4, 0.8, np.nan]
    picture = pixels(charts.zone_bars(codes, values, ([0.1, 0.3, np.nan, np.nan], [0.3, 0.6, np.nan, np.nan]), "F1"))
    assert picture.shape[1] == pytest.approx(8.4 * charts.DPI, abs=2)
    heights = [height_of(picture, lcz.ZONES[code - 1].colour) for code in codes[:3]]
    assert heights[1] == pytest.approx(2 * heights[0], rel=0.05)
    assert heights[2] == pytest.approx(4 * heights[0], rel=0.05)
    assert share(picture, lcz.ZONES[16].colour) == 0
    assert charts.zone_bars(codes, values, None, "F1").startswith(b"\x89PNG")


def test_nothing_is_cut_at_the_edge():
    everything = list(range(1, 18))
    drawings = [
        charts.zone_bars(everything, [1.0] * 17, ([0.9] * 17, [1.0] * 17), "F1"),
        charts.reliability(np.linspace(0.05, 0.95, 10), np.linspace(0, 1, 10), np.full(10, 7.0)),
        charts.density(np.full((50, 50), 100_000_000)),
        charts.zone_ranges(everything, [(0.0, 50.0, 100.0)] * 17),
        charts.differences([123456.0] * 12, 30),
    ]
    for drawing in drawings:
        picture = pixels(drawing)
        edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
        assert (edge == 255).all()


def test_density_has_the_reference_across():
    counts = np.zeros((50, 50), dtype=int)
    counts[45:, :5] = 1000  # high reference, low map: lower right
    picture = pixels(charts.density(counts))
    dark = np.argwhere(picture[:, : int(picture.shape[1] * 0.75)].sum(axis=-1) < 250)
    row, col = np.median(dark[dark[:, 1] > picture.shape[1] * 0.55], axis=0)
    assert row > picture.shape[0] * 0.7


def test_reliability_draws_only_what_is_known():
    known = np.full(10, np.nan)
    known[8] = 0.85
    assert charts.reliability(known, known, np.where(np.isfinite(known), 5, 0)).startswith(b"\x89PNG")


def test_changes_below_the_users_limit_are_grey():
    area = [1.0] * 12
    red = "#B33A3A"
    for least, bars in ((0, 12), (30, 9), (100, 1), (101, 0)):
        assert share(pixels(charts.differences(area, least)), red) == pytest.approx(
            bars / 12 * share(pixels(charts.differences(area, 0)), red), rel=0.02, abs=1e-4
        )


def test_the_range_of_a_zone_stands_behind_its_bar():
    picture = pixels(charts.zone_ranges([4, 17], [(40.0, 45.0, 50.0), (0.0, 1.0, 5.0)]))
    assert share(picture, "#E4E4E4") > 0.02
    assert share(picture, lcz.ZONES[3].colour) > 0.002


def test_without_matplotlib_there_is_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.backends", None)
    assert charts.missing().startswith("Charts are left out, as this QGIS has no matplotlib that works (")
    assert charts.missing().endswith("the tables say the same.")


def test_a_broken_matplotlib_is_a_missing_one(tmp_path):
    (tmp_path / "matplotlib").mkdir()
    (tmp_path / "matplotlib" / "__init__.py").write_text("raise AttributeError('_ARRAY_API not found')")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
        "from hse_lcz.model.reports import charts; print(charts.missing())"
    )
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True)
    assert "(_ARRAY_API not found)" in done.stdout


def test_drawing_leaves_other_plugins_settings_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    backend = matplotlib.get_backend()
    charts.zone_bars([1], [0.5], None, "F1")
    charts.density(np.ones((50, 50), dtype=int))
    assert dict(matplotlib.rcParams) == before
    assert matplotlib.get_backend() == backend
