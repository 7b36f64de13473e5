# SPDX-License-Identifier: GPL-2.0-or-later
"""Random inputs get a right answer or a sentence: never a crash, never a role or a number that is silently wrong.

A hundred of each kind by default; thousands by

    scripts/in_qgis.py python -m pytest tests/model/scene/test_fuzz.py --hypothesis-profile=long
"""

from __future__ import annotations

import itertools
from typing import NamedTuple, Optional

import numpy as np
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from osgeo import gdal, osr

from hse_lcz.model.errors import InputError
from hse_lcz.model.raster.windows import Window
from hse_lcz.model.scene import band_matching, band_names
from hse_lcz.model.scene.scene import Reading, Scene
from hse_lcz.model.tables.sentinel2 import ALL_BANDS, ALL_NAMES, NAMES

thorough = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

COMMON = {
    "B1": "coastal", "B2": "blue", "B3": "green", "B4": "red", "B5": "rededge1", "B6": "rededge2", "B7": "rededge3",
    "B8": "nir", "B8A": "nir08", "B9": "nir09", "B10": "cirrus", "B11": "swir16", "B12": "swir22",
}  # fmt: skip
CENTRES = {band.name: float(band.wavelength_nm) for band in ALL_BANDS}


class Drawn(NamedTuple):
    """A band as the generator made it."""

    role: Optional[str]
    """What it truly is; None for an extra."""
    description: str
    wavelength_nm: Optional[float]

    @property
    def tells(self) -> bool:
        """Whether a reader of good will could know the role."""
        return bool(self.description or self.wavelength_nm)


@st.composite
def spellings(draw, role: str) -> str:
    number = role[1:]
    padded = number if len(number) > 1 and number != "8A" else number.zfill(2 if number != "8A" else 3)
    label = draw(st.sampled_from([number, padded, number.lower(), padded.lower()]))
    text = draw(
        st.sampled_from(
            [f"B{label}", f"b{label}", f"band_{label}", f"Band {label}", f"B{label}, central wavelength 1 nm",
             f"T31TFM_20180704T105031_B{label}_10m", COMMON[role], COMMON[role].upper(), f"B{label}, {COMMON[role]}",
             f"B{label}, Somewhere ({CENTRES[role]:g} Nanometers)", f"Somewhere ({CENTRES[role]:g} nm)"]
        )
    )  # fmt: skip
    return draw(st.sampled_from(["", " "])) + text + draw(st.sampled_from(["", " "]))


NOISE = st.one_of(
    st.sampled_from(["SCL", "AOT", "WVP", "alpha", "NDVI", "view zenith", "cloud mask", "Gray", "B", "B13", "band"]),
    st.text(max_size=12).filter(lambda text: band_names.band_name(text) is None),
)


@st.composite
def stacks(draw) -> list[Drawn]:
    """Bands in any order, some without a description, some extras, perhaps one missing or doubled."""
    wanted = list(NAMES) + draw(st.lists(st.sampled_from(["B1", "B9", "B10"]), unique=True))
    change = draw(st.sampled_from(["none", "none", "none", "missing", "doubled"]))
    if change == "missing":
        wanted.remove(draw(st.sampled_from(NAMES)))
    if change == "doubled":
        wanted.append(draw(st.sampled_from(NAMES)))
    bands = []
    for role in wanted:
        how = draw(st.sampled_from(["described"] * 20 + ["wavelength"] * 5 + ["both"] * 5 + ["silent"]))
        text = draw(spellings(role)) if how in ("described", "both") else ""
        near = CENTRES[role] + draw(st.floats(-5, 5)) if how in ("wavelength", "both") else None
        bands.append(Drawn(role, text, near))
    bands += [Drawn(None, text, None) for text in draw(st.lists(NOISE, max_size=4))]
    return draw(st.permutations(bands))


def numbered(bands: list[Drawn]) -> bool:
    """Whether every description is "Band N" in the Nth place, which is what programs fill in for none."""
    texts = band_matching._without_numbering([band.description for band in bands])
    return not any(texts) and any(band.description for band in bands)


@thorough
@given(stacks())
def test_a_role_is_right_or_refused(bands):
    assume(not numbered(bands))
    told = [band.role for band in bands if band.role and band.tells]
    try:
        choice = band_matching.resolve_bands(
            [band.description for band in bands], [band.wavelength_nm for band in bands]
        )
    except InputError as refused:
        event("refused")
        assert "\n" not in str(refused).replace("\\n", "") or any("\n" in band.description for band in bands)
        assert any(told.count(name) != 1 for name in NAMES), refused
        return
    event("understood")
    if choice.by_order:
        assert not any(band.tells for band in bands)
        return
    assert [bands[index - 1].role for index in choice.indices] == list(NAMES)


@thorough
@given(stacks(), st.data())
def test_the_user_s_word_is_taken(bands, data):
    places = {band.role: number for number, band in enumerate(bands, start=1) if band.role in NAMES}
    said = data.draw(st.lists(st.sampled_from(sorted(places)), unique=True, min_size=1))
    text = data.draw(st.sampled_from([" ", ", ", ";", "\n"])).join(f"{name}={places[name]}" for name in said)
    try:
        choice = band_matching.resolve_bands(
            [band.description for band in bands], [band.wavelength_nm for band in bands], text
        )
    except InputError:
        assert set(said) != set(NAMES)
        return
    for name, index in zip(NAMES, choice.indices):
        assert bands[index - 1].role == name


@thorough
@given(st.text(alphabet="B2348A=: ,;-x10\n", max_size=40), st.integers(1, 14))
def test_any_text_for_bands_is_a_choice_or_a_sentence(text, count):
    try:
        choice = band_matching.resolve_bands([""] * count, None, text)
    except InputError:
        return
    assert len(choice.indices) == 10 and all(1 <= index <= count for index in choice.indices)


@thorough
@given(st.lists(st.text(max_size=20), min_size=1, max_size=20), st.data())
def test_any_descriptions_and_wavelengths_are_a_choice_or_a_sentence(texts, data):
    number = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True))
    wavelengths = data.draw(st.lists(number, min_size=len(texts), max_size=len(texts)))
    try:
        choice = band_matching.resolve_bands(texts, wavelengths)
    except InputError:
        return
    assert len(set(choice.indices)) == 10


# The reader. Each band has one number everywhere, so that whatever the grid, what comes out is known.

TYPES = ("Byte", "UInt16", "UInt16", "UInt16", "Int16", "UInt32", "Int32", "Float32", "Float32", "Float64", "CInt16")
PLACES = {
    "utm": (32631, (642300.0, 5210700.0), 1.0),
    "utm south": (32723, (682300.0, 7462000.0), 1.0),
    "degrees": (4326, (4.87, 47.03), 1 / 111000),
    "feet": (2263, (985000.0, 200000.0), 3.2808),
    "web Mercator": (3857, (542000.0, 5950000.0), 1.46),
    "lambert 93": (2154, (652000.0, 6862000.0), 1.0),
    "none": (None, (642300.0, 5210700.0), 1.0),
}
WILD = st.floats(allow_nan=True, allow_infinity=True, width=64)
COUNTER = itertools.count()


@st.composite
def geotransforms(draw, place: str) -> Optional[tuple[float, ...]]:
    _, corner, unit = PLACES[place]
    kind = draw(st.sampled_from(["10 m", "10 m", "10 m", "20 m", "any", "turned", "south up", "wild", "none"]))
    if kind == "none":
        return None
    if kind == "wild":
        return tuple(draw(st.lists(WILD, min_size=6, max_size=6)))
    size = {"20 m": 20.0, "any": draw(st.floats(0.01, 100))}.get(kind, 10.0) * unit
    if kind == "turned":
        angle = draw(st.floats(0, 6.28))
        cos, sin = size * float(np.cos(angle)), size * float(np.sin(angle))
        return (corner[0], cos, sin, corner[1], sin, -cos)
    return (corner[0], size, 0.0, corner[1], 0.0, size if kind == "south up" else -size)


class Written(NamedTuple):
    path: str
    order: list[str]
    reflectance: dict[str, float]
    how: str
    """What else it is, for who reads a failure."""


@st.composite
def rasters(draw) -> Written:
    """A raster whose every band has one reflectance, with a corner of nodata; what is in it is said in its metadata."""
    dtype = draw(st.sampled_from(TYPES))
    place = draw(st.sampled_from(sorted(PLACES)))
    transform = draw(geotransforms(place))
    order = draw(st.permutations([*NAMES, *draw(st.lists(st.sampled_from(["B1", "B9", "SCL"]), unique=True))]))
    undescribed = draw(st.booleans()) and draw(st.booleans())
    if undescribed:
        # A known order, or a number of bands that none has: nobody can tell another order of ten from the known one.
        order = draw(st.sampled_from([list(NAMES), [n for n in ALL_NAMES if n != "B10"], list(ALL_NAMES), order[:9]]))
    values = {name: 0.03 + 0.02 * number for number, name in enumerate(sorted({*order, *NAMES}))}
    offset = draw(st.sampled_from([0, 0, -1000]))
    is_float = dtype.startswith("Float")
    as_reflectance = is_float and draw(st.booleans())
    declares = draw(st.sampled_from(["tags", "baseline", "scale", "name"])) if offset else draw(
        st.sampled_from(["nothing", "nothing", "tags", "baseline", "scale"])
    )  # fmt: skip
    nodata = draw(st.sampled_from([None, 0, 0, 65535, -9999, float("nan"), -3.4028234663852886e38, 1e20, 0.5]))
    if nodata == 0.5 and not is_float:
        nodata = 3  # GDAL writes 1 where 0 was meant if whole numbers declare a half
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 40))
    product = "S2A_MSIL2A_20220704T105031_N0400_R051_T31TFM_20220704T143530_" if declares == "name" else ""
    path = f"/vsimem/fuzz/{product}{next(COUNTER)}.tif"
    raster = gdal.GetDriverByName("GTiff").Create(path, width, height, len(order), gdal.GetDataTypeByName(dtype))
    if transform is not None:
        raster.SetGeoTransform(transform)
    if PLACES[place][0]:
        system = osr.SpatialReference()
        system.ImportFromEPSG(PLACES[place][0])
        raster.SetProjection(system.ExportToWkt())
    if not as_reflectance and declares == "tags":
        raster.SetMetadata({"BOA_ADD_OFFSET": str(offset), "BOA_QUANTIFICATION_VALUE": "10000"})
    if not as_reflectance and declares == "baseline":
        raster.SetMetadata({"PROCESSING_BASELINE": "05.09" if offset else "02.06"})
    # A declared number that the type cannot hold marks no pixel: the hole is 0 then, as it is undeclared.
    largest = 32767 if dtype == "Int16" else 65535
    fills = nodata is None or is_float or (0 <= nodata <= largest and nodata == int(nodata))
    empty = 0 if nodata is None or not fills else nodata
    hole = draw(st.integers(0, height)), draw(st.integers(0, width))
    for number, name in enumerate(order, start=1):
        band = raster.GetRasterBand(number)
        stored = values[name] if as_reflectance else round(values[name] * 10000) - offset
        array = np.full((height, width), stored, dtype=np.float64)
        array[: hole[0], : hole[1]] = empty
        if dtype == "Byte":
            array = np.nan_to_num(array).clip(0, 255)
        kinds = {"Float32": np.float32, "Float64": np.float64, "CInt16": np.complex64}
        with np.errstate(invalid="ignore", over="ignore"):
            band.WriteArray(array.astype(kinds.get(dtype, np.int64 if "32" in dtype else np.int32)))
        if not undescribed:
            band.SetDescription(draw(spellings(name)) if name in ALL_NAMES else name)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if not as_reflectance and declares == "scale":
            band.SetScale(1e-4)
            band.SetOffset(offset / 10000)
    raster = None
    how = f"{dtype}, nodata {nodata}, {empty} in {hole} of {height, width}, {place} {transform}, {declares} {offset}"
    return Written(path, list(order), values, how)


@thorough
@given(rasters(), st.data())
def test_a_reader_gives_the_right_reflectance_or_a_sentence(written, data):
    try:
        with Scene(written.path, Reading()) as scene:
            assume(scene.grid.width * scene.grid.height < 1_000_000)
            assert [written.order[index - 1] for index in scene.bands.indices] == list(NAMES)
            reflectance, valid = scene.read(Window(0, 0, scene.grid.width, scene.grid.height))
    except InputError as refused:
        event("refused")
        assert str(refused).startswith("Expected") and str(refused).endswith(".") and len(str(refused)) < 900
        return
    finally:
        gdal.Unlink(written.path)
    event("understood")
    truth = np.array([written.reflectance[name] for name in NAMES])[:, None]
    np.testing.assert_allclose(reflectance[:, valid], np.broadcast_to(truth, reflectance[:, valid].shape), atol=2e-4)
    assert (reflectance[:, ~valid] == 0).all()
