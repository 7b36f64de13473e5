# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a raster can hold altitudes, for every tool that takes a digital elevation model."""

from __future__ import annotations

from osgeo import gdal

from ..errors import InputError
from ..raster.io import open_raster
from ..tables import code_schemes
from . import band_evidence


def refuse_no_dem(source: str) -> None:
    """Refuse a map of zones, classes or percent, or a picture, that was given as digital elevation model.

    Raises:
        InputError: the file says that it is one of these.
    """
    dataset = open_raster(source)
    evidence = band_evidence.gather(dataset, 1, source)
    if evidence.our_product:
        found = f"the map “{evidence.our_product}”"
    elif evidence.says_zones or evidence.says_one_zone:
        found = f"the band “{evidence.name}”"
    elif code_schemes.TAG in evidence.tags:
        found = "a map of local climate zones"
    elif len(evidence.colours) > 1 or len(evidence.categories) > 1:
        found = "classes with colours or names"
    elif evidence.says_amount:
        found = "amounts in percent"
    elif dataset.RasterCount > 1 and dataset.GetRasterBand(1).GetColorInterpretation() == gdal.GCI_RedBand:
        found = "a picture in red, green and blue"
    else:
        return
    raise InputError(f"Expected altitudes in metres, found {found} in {source}; choose a digital elevation model.")
