#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Has w2w, the tool that brings LCZ maps into WRF, read one of our files, in an environment of its own.

    scripts/check_w2w.py lcz_generator.tif        # the three-band file of hselcz:convertcodes

Installs w2w from PyPI into `build/w2w` at the first call (its rasterio must never meet QGIS's GDAL), makes a WRF domain
of 500 m cells in the middle of the map, runs w2w without any flag, and compares what it took from the file with the
filtered band. Prints what w2w says, then what was found; the exit status is 1 where something is not as it should be.
Python's standard library only until then.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "w2w"
REQUIREMENT = "w2w==0.6.0"

# Runs in w2w's own environment.
INSIDE = r"""
import shutil, sys
from pathlib import Path
import numpy as np, rasterio, xarray as xr
from pyproj import Transformer
from w2w.w2w import main

source, folder = Path(sys.argv[1]), Path(sys.argv[2])
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
shutil.copy(source, folder / "lcz.tif")
with rasterio.open(source) as raster:
    bands, bounds, crs, names = raster.read(), raster.bounds, raster.crs, raster.descriptions
print("bands:", names, "in", crs)

# A domain of half the map's width, as geogrid.exe would write it, all of it urban but for a rim of grass.
dx = 500.0
middle = ((bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2)
lon0, lat0 = Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(*middle)
side = max(6, int((bounds.right - bounds.left) / dx / 2))
lcc = f"+proj=lcc +a=6370000 +b=6370000 +lat_1={lat0} +lat_2={lat0} +lat_0={lat0} +lon_0={lon0}"
steps = (np.arange(side) - (side - 1) / 2) * dx
x, y = np.meshgrid(steps, steps)
lon, lat = Transformer.from_crs(lcc, "+proj=longlat +a=6370000 +b=6370000", always_xy=True).transform(x, y)
cover = np.full((side, side), 13.0)
cover[:2], cover[:, :2] = 10, 10
use = np.stack([(cover == number).astype(float) for number in range(1, 22)])
plane, two = ("Time", "south_north", "west_east"), lambda array: array[None].astype("float32")
geo = xr.Dataset(
    {
        "LU_INDEX": (plane, two(cover)), "XLAT_M": (plane, two(lat)), "XLONG_M": (plane, two(lon)),
        "LANDUSEF": (("Time", "land_cat", *plane[1:]), two(use), {"description": "21-category IGBP-MODIS landuse"}),
        "GREENFRAC": (("Time", "month", *plane[1:]), two(np.full((12, side, side), 0.4))),
    },
    attrs={
        "TITLE": "GEOGRID", "NUM_LAND_CAT": 21, "ISURBAN": 13, "ISWATER": 17, "ISLAKE": -1, "MAP_PROJ": 1, "DX": dx,
        "DY": dx, "TRUELAT1": lat0, "TRUELAT2": lat0, "MOAD_CEN_LAT": lat0, "STAND_LON": lon0, "CEN_LON": lon0,
        "CEN_LAT": lat0,
    },
)
geo.to_netcdf(folder / "geo_em.d01.nc")
main([str(folder), "lcz.tif", "geo_em.d01.nc", "--npix-nlc", "5", "--npix-area", str(min(400, side * side))])

done = xr.open_dataset(folder / "geo_em.d01_LCZ_params.nc")
found = sorted(set(done.LU_INDEX.values.astype(int).ravel().tolist()) - set(range(1, 31)))
share = float((done.FRC_URB2D > 0).mean())
print(f"urban categories in WRF's domain: {found}; urban share {share:.2f}")
problems = [] if found and all(31 <= code <= 41 for code in found) else ["no urban categories 31 to 41"]
# The same by hand from each band: the most frequent zone of a domain cell should be the filtered band's. (w2w warps to
# degrees in between, which moves a few.)
from rasterio.warp import Resampling, reproject
wrf = rasterio.transform.Affine.translation(steps[0] - dx / 2, steps[0] - dx / 2) * rasterio.transform.Affine.scale(dx)
with rasterio.open(source) as raster:
    modes = []
    for band in bands[:2]:
        mode = np.zeros((side, side), dtype="uint8")
        built = np.where(band <= 10, band, 0)
        reproject(built, mode, src_transform=raster.transform, src_crs=crs, dst_transform=wrf, dst_crs=lcc,
                  src_nodata=0, resampling=Resampling.mode)
        modes.append(mode)
index = done.LU_INDEX.values[0]
urban = index > 30
agree = [float((index[urban] - 30 == mode[urban]).mean()) for mode in modes]
print(f"agreement with band {names[0]}: {agree[0]:.3f}, with band {names[1]}: {agree[1]:.3f}")
if agree[1] < 0.9 or agree[1] < agree[0]:
    problems.append("the filtered band was not what w2w took")
sys.exit("; ".join(problems) or 0)
"""


def main() -> None:
    """Installs where missing, then runs w2w on the file."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit(__doc__)
    python = HOME / "bin" / "python"
    if not (HOME / "ready").exists():
        venv.create(HOME, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", REQUIREMENT], check=True)
        (HOME / "ready").touch()
    command = [python, "-c", INSIDE, Path(sys.argv[1]).resolve(), HOME / "run"]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    print(done.stdout + (done.stderr if done.returncode else ""))
    if "LczFilter" not in done.stdout:
        sys.exit("w2w did not pick the filtered band by its name.")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
