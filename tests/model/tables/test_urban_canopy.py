# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of canopy parameters against what others publish of the same zones."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from hse_lcz.model.tables import lcz, urban_canopy


def middles(key: str) -> list[float]:
    return [urban_canopy.value(urban_canopy.PARAMETERS[key], zone, "middle") for zone in lcz.ZONES]


# Source: run/URBPARM_LCZ.TBL of WRF 4.5, categories 1 to 10.
WRF_HEAT = [175.0, 37.5, 37.5, 25.0, 12.5, 12.5, 17.5, 25.0, 5.0, 350.0]
WRF_ROOF_WIDTH = [22.22, 22.0, 9.6, 42.86, 26.25, 13.0, 25.0, 28.9, 43.33, 23.8]
WRF_ROAD_WIDTH = [20.0, 14.0, 5.2, 50.0, 35.0, 13.0, 3.33, 32.5, 43.3, 28.6]
WRF_URBAN_FRACTION = [0.95, 0.9, 0.85, 0.65, 0.7, 0.6, 0.85, 0.85, 0.3, 0.55]
WRF_HEIGHT = {2: 17.5, 3: 6.5, 5: 17.5, 6: 6.5, 7: 3.0, 8: 6.5, 9: 6.5, 10: 10.0}


def test_middles_of_heat_are_what_wrf_assumes():
    assert middles("heat_w_m2")[:10] == WRF_HEAT


def test_middles_of_height_are_what_wrf_assumes():
    found = middles("height_m")
    assert {code: found[code - 1] for code in WRF_HEIGHT} == WRF_HEIGHT
    assert found[0] == found[3] == 50  # w2w's; WRF's table has 37.5


def test_streets_and_buildings_are_as_wide_as_wrf_assumes():
    built = [urban_canopy.CANYONS[code] for code in lcz.BUILT]
    assert [canyon.urban_fraction for canyon in built] == WRF_URBAN_FRACTION
    np.testing.assert_allclose([canyon.road_width_m for canyon in built], WRF_ROAD_WIDTH, rtol=0.002)
    np.testing.assert_allclose([canyon.roof_width_m for canyon in built], WRF_ROOF_WIDTH, rtol=0.008)


def test_plan_area_of_the_urban_part_is_the_building_fraction_of_the_whole():
    for code in lcz.BUILT:
        canyon = urban_canopy.CANYONS[code]
        assert canyon.urban_fraction * canyon.plan_area_index == pytest.approx(canyon.building_fraction)


def test_asphalt_has_no_streets():
    assert math.isnan(urban_canopy.CANYONS[15].road_width_m)


@pytest.mark.parametrize("key", urban_canopy.PARAMETERS)
def test_ranges_are_ranges_within_what_nature_allows(key):
    parameter = urban_canopy.PARAMETERS[key]
    assert len(parameter.ranges) == 17
    for zone in lcz.ZONES:
        low, middle, high = (urban_canopy.value(parameter, zone, statistic) for statistic in urban_canopy.STATISTICS)
        if math.isnan(middle):
            assert parameter.ranges[zone.code - 1] == (None, None)
            assert math.isnan(low)
            assert math.isnan(high)
            continue
        assert parameter.floor <= low <= middle
        assert math.isnan(high) or middle <= high <= parameter.ceiling


def test_what_is_not_known():
    unknown = {
        (key, zone.label, statistic)
        for key, parameter in urban_canopy.PARAMETERS.items()
        for zone in lcz.ZONES
        for statistic in urban_canopy.STATISTICS
        if math.isnan(urban_canopy.value(parameter, zone, statistic))
    }
    nothing = {("height_m", "G", statistic) for statistic in urban_canopy.STATISTICS}
    nothing |= {("admittance", "A", statistic) for statistic in urban_canopy.STATISTICS}
    assert unknown == nothing | {("aspect_ratio", "A", "maximum")}


def test_imperviousness_stands_once():
    assert urban_canopy.PARAMETERS["imperviousness_pct"].ranges == tuple(zone.imperviousness_pct for zone in lcz.ZONES)


def test_fractions_of_a_zone_can_add_up_to_all_of_it():
    for zone in lcz.ZONES:
        parts = [urban_canopy.PARAMETERS[f"{name}_fraction_pct"] for name in ("building", "impervious", "pervious")]
        least, most = (
            sum(urban_canopy.value(part, zone, statistic) for part in parts) for statistic in ("minimum", "maximum")
        )
        assert least <= 100 <= most, zone


def test_the_lookup_has_a_place_for_every_code():
    table = urban_canopy.lookup(urban_canopy.PARAMETERS["albedo"], "maximum")
    assert table.dtype == np.float32
    assert table.shape == (18,)
    assert math.isnan(table[0])
    assert table[17] == np.float32(0.1)


def test_roughness_grows_with_what_stands_on_the_ground():
    water, plants, low, mid, high = (urban_canopy.roughness_length_m(lcz.ZONES[code - 1]) for code in (17, 14, 6, 2, 1))
    assert (water, high) == (0.0002, 2.0)
    assert water < plants < low < mid < high


NAMES = {
    "sky_view_factor": "sky_view_factor", "aspect_ratio": "aspect_ratio", "height_m": "height_of_roughness_elements_m",
    "building_fraction_pct": "building_surface_fraction_pct", "roughness_class": "terrain_roughness_class",
    "impervious_fraction_pct": "impervious_surface_fraction_pct", "albedo": "surface_albedo",
    "pervious_fraction_pct": "pervious_surface_fraction_pct", "admittance": "surface_admittance_J_m2_s05_K",
    "heat_w_m2": "anthropogenic_heat_W_m2", "imperviousness_pct": "imperviousness_pct",
}  # fmt: skip


def test_the_table_is_the_teams_table(data):
    """The numbers were typed off the papers a second time, by others."""
    path = data.parent / "lcz.json"
    if not path.is_file():
        pytest.skip("the table to compare with is not at hand")
    found = json.loads(path.read_text(encoding="utf-8"))
    rows = next(value for value in found.values() if isinstance(value, list) and isinstance(value[0], dict))
    for key, parameter in urban_canopy.PARAMETERS.items():
        assert [tuple(row[NAMES[key]]) for row in rows] == [tuple(ends) for ends in parameter.ranges], key
    for code, numbers in found["wrf_urban_lookup"]["rows"].items():
        canyon = urban_canopy.CANYONS[int(code)]
        assert numbers == [
            canyon.urban_fraction, *canyon.height_m, canyon.building_fraction, canyon.height_to_width,
        ]  # fmt: skip
