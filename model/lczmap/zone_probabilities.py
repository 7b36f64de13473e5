# SPDX-License-Identifier: GPL-2.0-or-later
"""The probabilities of the seventeen zones in each cell: read from a raster, and stored as this plugin's maps."""

from __future__ import annotations

import numpy as np

from ..errors import InputError
from ..raster.band import grid_in
from ..raster.io import open_raster
from ..raster.windows import Window
from ..tables import lcz, products
from . import probability_stack


class ZoneProbabilities:
    """A raster with a band of probabilities for each zone, read window by window.

    Attributes:
        source: path or name that was opened.
        grid: its grid.
    """

    def __init__(self, source: str) -> None:
        """Open a raster.

        Args:
            source: anything that GDAL opens.

        Raises:
            InputError: it does not open, holds no probabilities, has no CRS, or is rotated.
        """
        self.source = source
        self._dataset = open_raster(source)
        bands = probability_stack.zone_bands(self._dataset, source)
        if bands is None:
            count = self._dataset.RasterCount
            raise InputError(
                f"Expected a raster with the probability of each zone, 17 bands, found {count} "
                f"band{'s' if count > 1 else ''} without them in {source}; choose the output “LCZ probabilities” of "
                "“Map settlement extent and local climate zones”, which has to be ticked there."
            )
        self._bands = bands
        self.grid = grid_in(self._dataset, source, "the probabilities")

    def read(self, window: Window) -> np.ndarray:
        """(17, H, W) float32 shares of a window that add up to 1 in each cell; 0 where a cell has no data."""
        shares = probability_stack.read_probabilities(self._dataset, self._bands, window, self.source)
        total = shares.sum(axis=0)
        return np.divide(shares, total, out=shares, where=total > 0)


def stored_zones(answered: np.ndarray, probabilities: np.ndarray) -> dict[str, np.ndarray]:
    """The values of the LCZ output files.

    Args:
        answered: (H, W) bool, cells with a zone.
        probabilities: (17, H, W) of the zones.

    Returns:
        Product key -> (H, W) or (17, H, W) uint8, of LCZ, CONFIDENCE and LCZ_PROBABILITIES.
    """
    shares = np.rint(probabilities / products.LCZ_PROBABILITIES.scale)
    return {
        products.LCZ.key: np.where(answered, probabilities.argmax(axis=0) + 1, lcz.NODATA).astype(np.uint8),
        products.CONFIDENCE.key: stored_bytes(np.rint(100 * probabilities.max(axis=0)), answered, products.CONFIDENCE),
        products.LCZ_PROBABILITIES.key: stored_bytes(shares, answered, products.LCZ_PROBABILITIES),
    }


def stored_bytes(values: np.ndarray, answered: np.ndarray, product: products.Product) -> np.ndarray:
    """Whole numbers as the file of a product stores them: its nodata where there is no answer."""
    return np.where(answered, values, product.nodata).astype(np.uint8)
