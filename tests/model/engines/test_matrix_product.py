# SPDX-License-Identifier: GPL-2.0-or-later
"""Matrix products are right whichever library computes them, and the fastest one is taken."""

from __future__ import annotations

import numpy as np
import pytest

from hse_lcz.model.engines import matrix_product

SIZES = [(1, 1, 1), (5, 3, 7), (64, 34, 200), (257, 160, 17), (40, 256, 1)]


def ways() -> dict[str, matrix_product.Multiply]:
    return {"NumPy": matrix_product._by_numpy, **dict(matrix_product._loaded()), **dict(matrix_product._scipy())}


@pytest.mark.parametrize("name", sorted(ways()))
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lies", ["as it is", "transposed", "in a larger one", "every second"])
def test_every_way_gives_the_product(name, size, lies):
    rows, inner, columns = size
    rng = np.random.default_rng(0)

    def matrix(height: int, width: int) -> np.ndarray:
        values = rng.random((height, width), dtype=np.float32)
        if lies == "transposed":
            return np.ascontiguousarray(values.T).T
        if lies == "in a larger one":
            larger = np.full((height + 2, width + 3), np.nan, np.float32)
            larger[1:-1, 1:-2] = values
            return larger[1:-1, 1:-2]
        if lies == "every second":
            larger = np.full((2 * height, 2 * width), np.nan, np.float32)
            larger[::2, ::2] = values
            return larger[::2, ::2]
        return values

    a, b = matrix(rows, inner), matrix(inner, columns)
    around = np.full((rows + 2, columns + 2), 7, np.float32)
    out = around[1:-1, 1:-1]
    ways()[name](a, b, out)
    np.testing.assert_allclose(out, a.astype(np.float64) @ b, rtol=1e-5)
    assert (around[0] == 7).all() and (around[:, -1] == 7).all()


def test_the_fastest_is_taken(monkeypatch):
    """As inside Debian's QGIS, where NumPy's product is that of a plain reference library."""

    def measured(name, multiply):
        speed = {"SciPy, called directly": 80.0, "OpenBLAS, called directly": 86.0}.get(name, 6.0)
        return matrix_product.Product(name, multiply, speed)

    asked = []

    def scipy():
        asked.append("SciPy")
        yield "SciPy", matrix_product._by_numpy

    monkeypatch.setattr(matrix_product, "_measured", measured)
    monkeypatch.setattr(matrix_product, "_scipy", scipy)
    monkeypatch.setattr(matrix_product, "_loaded", lambda: [("OpenBLAS", matrix_product._by_numpy)])
    assert matrix_product._choose().name == "OpenBLAS, called directly"
    assert not asked  # its import takes longer than a small scene is worth
    monkeypatch.setattr(matrix_product, "_loaded", list)
    assert matrix_product._choose().name == "SciPy, called directly"


def test_numpys_own_is_kept_where_nothing_is_faster(monkeypatch):
    monkeypatch.setattr(
        matrix_product, "_measured", lambda name, multiply: matrix_product.Product(name, multiply, 50.0)
    )
    assert "directly" not in matrix_product._choose().name


def test_a_product_that_is_wrong_is_never_the_fastest():
    assert matrix_product._measured("wrong", lambda a, b, out: out.fill(0)).gflops == 0


def test_speed_is_measured():
    assert 0.01 < matrix_product.fastest().gflops < 100_000
