# SPDX-License-Identifier: GPL-2.0-or-later
"""Small scenes, small networks, and the real data where it is at hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from osgeo import gdal, osr

settings.register_profile("long", max_examples=2000, deadline=None)

NAMES = ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12")
# An upper-left corner that no rounding leaves as it is.
CORNER = (642307.123456, 5210711.654321)
# DN of the ten bands over water, forest, a field and roofs.
SPECTRA = (
    (480, 520, 400, 350, 250, 220, 200, 180, 80, 50),
    (280, 420, 290, 650, 2100, 2700, 2900, 3100, 1500, 700),
    (600, 900, 1000, 1500, 2300, 2600, 2800, 3000, 2600, 1700),
    (1500, 1700, 1900, 2000, 2150, 2250, 2350, 2450, 2700, 2500),
)
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many dialects of a scene `test_dialects.py` writes."""
    parser.addoption("--dialects", type=int, default=100, help="how many random dialects of a scene to write and read")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real scenes and labels."""
    if not (DATA / "scenes").is_dir():
        pytest.skip(f"the real scenes are not at hand ({DATA})")
    return DATA


@pytest.fixture(scope="session")
def write_raster():
    """Function that writes a raster: path, arrays (bands, H, W), and what to say about them -> path as text."""

    def write(path: Path, bands: np.ndarray, names=NAMES, epsg=32631, nodata=None, corner=CORNER, pixel=10) -> str:
        kinds = {"uint8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16, "float32": gdal.GDT_Float32}
        count, height, width = bands.shape
        raster = gdal.GetDriverByName("GTiff").Create(str(path), width, height, count, kinds[bands.dtype.name])
        raster.SetGeoTransform((corner[0], pixel, 0, corner[1], 0, -pixel))
        if epsg:
            reference = osr.SpatialReference()
            reference.ImportFromEPSG(epsg)
            raster.SetProjection(reference.ExportToWkt())
        for number, band in enumerate(bands, start=1):
            raster.GetRasterBand(number).WriteArray(band)
            if nodata is not None:
                raster.GetRasterBand(number).SetNoDataValue(nodata)
            if names:
                raster.GetRasterBand(number).SetDescription(names[number - 1])
        raster = None
        return str(path)

    return write


@pytest.fixture(scope="session")
def patchwork():
    """Function that draws ten bands of DN, (10, height, width) uint16: squares of land cover, with noise."""

    def draw(seed: int = 0, height: int = 133, width: int = 147) -> np.ndarray:
        rng = np.random.default_rng(seed)
        squares = rng.integers(0, len(SPECTRA), (-(-height // 30), -(-width // 30)))
        cover = np.kron(squares, np.ones((30, 30), dtype=int))[:height, :width]
        bands = np.moveaxis(np.array(SPECTRA)[cover], -1, 0)
        return (bands * rng.normal(1, 0.05, bands.shape)).clip(1, 9999).astype(np.uint16)

    return draw


@pytest.fixture(scope="session")
def scene(write_raster, patchwork, tmp_path_factory) -> str:
    """A scene of 1.47 x 1.33 km whose size no cell divides, one corner of it without data."""
    bands = patchwork()
    bands[:, :40, :30] = 0
    return write_raster(tmp_path_factory.mktemp("scene") / "patchwork.tif", bands, nodata=0)


@pytest.fixture(scope="session")
def radar_patchwork():
    """Function that draws VV and VH in dB of the ground of `patchwork`, (2, height, width) float32, with speckle."""
    # Of water, forest, a field and roofs.
    backscatter = np.array([(-21, -28), (-9, -14), (-12, -19), (-3, -11)])

    def draw(seed: int = 0, height: int = 133, width: int = 147) -> np.ndarray:
        rng = np.random.default_rng(seed)
        squares = rng.integers(0, len(SPECTRA), (-(-height // 30), -(-width // 30)))
        cover = np.kron(squares, np.ones((30, 30), dtype=int))[:height, :width]
        return (np.moveaxis(backscatter[cover], -1, 0) + rng.normal(0, 1, (2, height, width))).astype(np.float32)

    return draw


@pytest.fixture(scope="session")
def radar_weights(tmp_path_factory) -> str:
    """Weights of a narrow network with radar that was never trained, but answers differently from place to place."""
    import torch

    from hse_lcz.model.network import weights
    from hse_lcz.model.network.model import Network, NetworkConfig

    torch.manual_seed(3)
    small = Network(NetworkConfig(stem=4, radar_bands=2))
    small.reflectance_mean.fill_(0.15)
    small.reflectance_std.fill_(0.1)
    small.radar_mean.copy_(torch.tensor([-11.0, -18.0]))
    small.radar_std.fill_(6.0)
    with torch.no_grad():
        for name, value in small.named_parameters():
            if ("heads" in name or "settlement" in name) and name.endswith("weight"):
                value.mul_(100)
        for _ in range(20):
            radar = torch.tensor([-11.0, -18.0])[:, None, None] + 5 * torch.randn(4, 2, 64, 64)
            small(torch.cat((torch.rand(4, 10, 64, 64) * 0.3, radar), dim=1))
    path = tmp_path_factory.mktemp("weights") / "radar.npz"
    card = {"name": "small with radar, untrained", "version": "0"}
    about = {"bands": ["VV", "VH"], "quantity": "dB", "speckle_filter": "refined Lee"}
    weights.save(path, small.config, small.eval().arrays(), {**card, "radar": about})
    return str(path)


@pytest.fixture(scope="session")
def small_weights(tmp_path_factory) -> str:
    """Weights of a narrow network that was never trained, but answers differently from place to place."""
    import torch

    from hse_lcz.model.network import novelty, weights
    from hse_lcz.model.network.model import Network, NetworkConfig

    torch.manual_seed(3)
    small = Network(NetworkConfig(stem=4, neighbourhood=5))
    small.reflectance_mean.fill_(0.15)
    small.reflectance_std.fill_(0.1)
    with torch.no_grad():
        for name, value in small.named_parameters():
            if "heads" in name or "settlement" in name:
                value.mul_(8)
        # Batch statistics of something like reflectance, so that values neither vanish nor explode.
        for _ in range(20):
            small(torch.rand(4, 10, 64, 64) * 0.3)
    path = tmp_path_factory.mktemp("weights") / "small.npz"
    small.eval()
    with torch.no_grad():
        fine = small.fine(torch.rand(60, 10, 80, 80) * torch.rand(60, 10, 1, 1))
        features = torch.nn.functional.avg_pool2d(fine, 5).permute(0, 2, 3, 1).flatten(0, 2).numpy()
    zones = np.random.default_rng(3).integers(0, 17, len(features))
    known = novelty.fit(features, zones, np.ones(len(features)), small.config.zones)
    weights.save(path, small.config, small.arrays(), {"name": "small, untrained", "version": "0"}, known)
    return str(path)
