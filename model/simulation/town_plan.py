# SPDX-License-Identifier: GPL-2.0-or-later
"""A plausible small European town: where its zones lie, and how each of them is built.

Each painter fills the cells of one local climate zone with streets, roofs, gardens, crops or trees.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from .materials import CELL_M, CODE, Ground, Land, choose, crowns, lottery, plant, smooth_noise, subdivide

# The plan is drawn for this side; a smaller scene holds a smaller town, of houses as large.
FULL_SIDE_M = 6000.0

# Zone codes of the plan, as in lcz.ZONES.
CORE, FAUBOURG, MIDRISE, SUBURB, ESTATE, FRINGE, FOREST, PARK, FIELD, WATER = 2, 3, 5, 6, 8, 9, 11, 12, 14, 17


# Of what, and how often.
OLD_ROOFS = {"tile": .55, "slate": .29, "bitumen": .09, "grey roof": .06, "white roof": .01}  # fmt: skip
HOUSE_ROOFS = {"tile": .66, "slate": .26, "grey roof": .065, "white roof": .015}  # fmt: skip
SLAB_ROOFS = {"bitumen": .40, "grey roof": .28, "concrete": .16, "tile": .12, "white roof": .04}  # fmt: skip
HALL_ROOFS = {"white roof": .13, "grey roof": .40, "bitumen": .31, "concrete": .11, "tile": .05}  # fmt: skip
YARDS = {"asphalt": .56, "concrete": .16, "gravel": .09, "paving": .08, "meadow": .11}  # fmt: skip
FIELDS = {"crop": .40, "meadow": .30, "stubble": .18, "dark soil": .08, "dry soil": .04}  # fmt: skip
PLOTS = {"meadow": .55, "lawn": .30, "crop": .10, "dry soil": .05}  # fmt: skip


def compact(rng: np.random.Generator, land: Land, area_m2: float, height_m: float, gardens: float) -> Ground:
    """Compact quarters: crooked narrow streets, unbroken rows of tiled and slated houses, yards behind."""
    x, y = land.x + 7 * land.rough + 25 * land.broad, land.y - 7 * land.rough + 25 * land.broad
    blocks = subdivide(rng, x, y, area_m2, (3, 3.5, 4, 5, 5.5, 6, 7, 8), skew=0.13)
    ground = Ground.of("paving", x.shape)
    fate, depth = lottery(rng, blocks.block, draws=2)
    width = lottery(rng, blocks.street)
    house = np.floor(blocks.along / (8 + 8 * width))
    roof, shade, floors, gap = lottery(rng, blocks.block, blocks.street, house, draws=4)
    roofs = choose(roof, OLD_ROOFS)
    ground.lay(blocks.kerb < 0, "asphalt", 0.8 + 0.3 * width)
    yard = blocks.kerb > 10 + 5 * depth
    row = (blocks.kerb > 0) & ~yard & (gap > 0.04)
    ground.lay(row, roofs, 0.68 + 0.4 * shade, height_m * (0.7 + 0.6 * floors))
    ground.lay(yard & (roof < 0.5 - gardens / 2), roofs, 0.7 + 0.3 * shade, 4)
    garden = yard & (roof > 1 - gardens)
    ground.lay(garden, "lawn", 0.9)
    plant(rng, ground, land, garden, 8, 0.55)
    square = (blocks.kerb > 0) & (fate > 0.96)
    ground.lay(square, "paving", 1.2)
    plant(rng, ground, land, square, 9, 0.6)
    return ground


def core(rng: np.random.Generator, land: Land) -> Ground:
    """Compact midrise: the historic centre."""
    return compact(rng, land, 6000, 13, gardens=0.3)


def faubourg(rng: np.random.Generator, land: Land) -> Ground:
    """Compact low-rise: rows of small houses around the centre, a garden behind many."""
    return compact(rng, land, 5500, 6, gardens=0.65)


def midrise(rng: np.random.Generator, land: Land) -> Ground:
    """Open midrise: slabs of flats in parallel rows, car parks, lawns and trees between them."""
    blocks = subdivide(rng, land.x + 25 * land.broad, land.y - 25 * land.broad, 24000, (5, 6, 7, 8))
    ground = Ground.of("lawn", land.x.shape)
    ground.lay(..., "lawn", 0.95 + 0.1 * land.rough, 0, 0.4 * land.rough - 0.3)
    plant(rng, ground, land, blocks.kerb > 0, 9, 0.5 + 0.2 * land.rough)
    row, stretch = np.floor(blocks.kerb / 46), np.floor(blocks.along / 72)
    in_row, in_stretch = blocks.kerb - 46 * row, blocks.along - 72 * stretch
    kind, shade = lottery(rng, blocks.block, blocks.street, row, stretch, draws=2)
    ground.lay((in_row > 0) & (in_row < 10) & (kind < 0.6), "asphalt", 0.9 + 0.4 * shade)
    slab = (blocks.kerb > 0) & (in_row > 15) & (in_row < 28) & (shade > 0.12)
    slab &= (in_stretch > 9) & (in_stretch < 54 + 18 * shade)
    ground.lay(slab, choose(kind, SLAB_ROOFS), 0.75 + 0.4 * shade, 16)
    ground.lay(blocks.kerb < 2, "paving")
    ground.lay(blocks.kerb < 0, "asphalt", 0.9 + 0.3 * lottery(rng, blocks.street))
    return ground


def suburb(rng: np.random.Generator, land: Land) -> Ground:
    """Open low-rise: houses along quiet streets, drives, back gardens; a school or a green now and then.

    Each quarter has its own age: width of the lots, size of the trees, roofs.
    """
    x, y = land.x + 30 * land.broad + 6 * land.rough, land.y - 30 * land.broad + 6 * land.rough
    blocks = subdivide(rng, x, y, 9500, (2.8, 3, 3.4, 4, 5, 6), skew=0.08, strips=0.5)
    quarters = subdivide(rng, x, y, 160000, (0,), skew=0.1)
    leafy, wide, dark = lottery(rng, quarters.block, draws=3)
    fate, hue = lottery(rng, blocks.block, draws=2)
    ground = Ground.of("lawn", x.shape)
    ground.lay(..., "lawn", 0.95 + 0.08 * land.rough, 0, 0.6 * hue - 0.5 + 0.2 * land.rough)
    plant(rng, ground, land, blocks.kerb > 0, 8, 0.2 + 0.45 * leafy + 0.1 * land.rough)
    frontage = 12 + 12 * wide
    lot = np.floor(blocks.along / frontage)
    in_lot, deep = blocks.along - lot * frontage, blocks.kerb - 3 - 5 * leafy
    kind, shade, size, tint = lottery(rng, blocks.block, blocks.street, lot, draws=4)
    drive = (deep < 5) & (in_lot < 3.2)
    ground.lay(drive, "gravel", 0.8 + 0.3 * size)
    ground.lay(drive & (kind > 0.2), "paving", 0.8 + 0.4 * tint)
    terrace = (deep > 9) & (deep < 14) & (in_lot > 4) & (in_lot < 11) & (kind > 0.3)
    ground.lay(terrace, "concrete", 0.7 + 0.3 * tint)
    house = (deep > 0) & (deep < 8.5 + 3 * size) & (kind > 0.06)
    house &= (in_lot > 2.5) & (in_lot < 11.5 + 4 * size * wide)
    # Some quarters were built when slate was in fashion.
    roof = np.where((dark > 0.7) & (shade < 0.4), 0.8, shade)
    ground.lay(house, choose(roof, HOUSE_ROOFS), 0.75 + 0.45 * tint, 6)
    public = (blocks.kerb > 2) & (fate < 0.13)
    ground.lay(public, "lawn", 1.0, 0, -0.8 * hue)
    plant(rng, ground, land, public & (fate < 0.05), 9, 0.75)
    school = public & (fate > 0.08) & (blocks.kerb > 6)
    ground.lay(school, "asphalt", 1.1)
    ground.lay(school & (blocks.kerb > 16) & (blocks.kerb < 36), choose(hue, SLAB_ROOFS), 1, 8)
    ground.lay(blocks.kerb < 1.5, "paving", 0.95)
    ground.lay(blocks.kerb < 0, "asphalt", 0.9 + 0.3 * lottery(rng, blocks.street))
    plant(rng, ground, land, np.abs(blocks.kerb - 0.5) < 2.5, 8, 0.1 + 0.4 * leafy)
    return ground


def estate(rng: np.random.Generator, land: Land) -> Ground:
    """Large low-rise: halls with broad flat roofs amid car parks, loading yards and strips of grass."""
    x, y = land.x + 25 * land.broad, land.y - 25 * land.broad
    plots = subdivide(rng, x, y, 14000, (0, 0, 6, 7.5, 9, 10), skew=0.02, strips=0.25)
    surface, brightness, roof, shade = lottery(rng, plots.block, draws=4)
    inset, storeys = lottery(rng, plots.block, draws=2)
    ground = Ground.of("asphalt", x.shape)
    ground.lay(..., choose(surface, YARDS), 0.85 + 0.4 * brightness + 0.06 * land.rough)
    parked, _, number = crowns(rng, land, 5, 0.6)
    ground.lay(parked & (surface < 0.3), "grey roof", 0.5 + 0.5 * number)  # cars
    ground.lay(plots.kerb < 3, "lawn", 1.0, 0, -0.6)
    plant(rng, ground, land, plots.kerb < 6, 8, 0.4)
    inside = plots.kerb - (8 + 22 * inset)
    hall = (inside > 0) & (surface < 0.89)
    ground.lay(hall, choose(roof, HALL_ROOFS), 0.65 + 0.45 * shade, 6 + 6 * storeys)
    skylights = hall & (np.mod(plots.along, 20) < 2.5) & (roof > 0.13) & (roof < 0.5)
    ground.lay(skylights, "white roof", 0.6, 6 + 6 * storeys)
    ground.lay(plots.kerb < 0, "asphalt", 0.9 + 0.3 * lottery(rng, plots.street))
    return ground


def fringe(rng: np.random.Generator, land: Land) -> Ground:
    """Sparsely built: a house now and then on a large plot of grass, orchard and hedge."""
    x, y = land.x + 25 * land.broad, land.y - 25 * land.broad
    blocks = subdivide(rng, x, y, 13000, (0, 0, 2.5, 3, 3.5), strips=0.4)
    hue, use = lottery(rng, blocks.block, draws=2)
    ground = Ground.of("meadow", land.x.shape)
    ground.lay(..., choose(use, PLOTS), 0.92 + 0.08 * land.rough, 0, 1.4 * hue - 0.7)
    orchard = (use > 0.4) & (use < 0.7)
    plant(rng, ground, land, blocks.kerb > 0, 9, 0.06 + 0.45 * orchard + 0.3 * (blocks.kerb < 4))
    plot = np.floor(blocks.along / 44)
    kind, shade, place = lottery(rng, blocks.block, blocks.street, plot, draws=3)
    u, v = blocks.along - 44 * plot - 4 - 18 * place, blocks.kerb - 6 - 20 * shade
    home = (kind < 0.5) & (v > -8)
    ground.lay(home & (u > -2) & (u < 17) & (v < 12), "lawn")
    ground.lay(home & (u > 0) & (u < 4) & (v < 4), "gravel", 0.85)
    house = home & (u > 0) & (u < 14) & (v > 0) & (v < 10)
    ground.lay(house, choose(place, HOUSE_ROOFS), 0.7 + 0.4 * shade, 6)
    ground.lay(blocks.kerb < 0, "asphalt")
    return ground


def forest(rng: np.random.Generator, land: Land) -> Ground:
    """Dense trees: stands of one age and kind each, parted by rides; a clearing here and there."""
    x, y = land.x + 60 * land.broad, land.y + 60 * land.broad
    stands = subdivide(rng, x, y, 80000, (0, 0, 1, 1.5, 2.5), skew=0.15)
    kind, age = lottery(rng, stands.block, draws=2)
    ground = Ground.of("deciduous", land.x.shape)
    inside, size, number = crowns(rng, land, 7.5, 1.0)
    species = choose(kind + 0.06 * land.rough, {"deciduous": 0.92, "conifer": 0.08})
    gain = np.where(inside, 0.95 + 0.10 * number, 0.85) * (0.94 + 0.12 * age)
    gain += 0.025 * land.rough + 0.02 * land.broad
    ground.lay(..., species, gain, np.where(inside, 13 + 3 * size, 10), 0.5 * age - 0.25)
    ground.lay((age > 0.96) & (stands.kerb > 4), "meadow", 0.9 + 0.1 * land.rough)
    ground.lay(stands.kerb < 0, "meadow", 0.85)
    return ground


def park(rng: np.random.Generator, land: Land) -> Ground:
    """Scattered trees on grass, with gravel paths."""
    paths = subdivide(rng, land.x + 30 * land.rough, land.y - 30 * land.rough, 20000, (1.5, 2.5))
    ground = Ground.of("lawn", land.x.shape)
    ground.lay(..., "lawn", 0.95 + 0.06 * land.rough, 0, 0.3 * land.rough - 0.3)
    ground.lay(paths.kerb < 0, "gravel")
    plant(rng, ground, land, paths.kerb > -1, 10, 0.6 + 0.3 * land.rough)
    return ground


def countryside(rng: np.random.Generator, land: Land) -> Ground:
    """Fields with straight borders, each under crop, stubble, meadow or plough; lanes and hedges."""
    parcels = subdivide(rng, land.x, land.y, 42000, (0.5, 0.5, 0.5, 1.5, 1.5, 2.5, 3), skew=0.05, strips=0.4)
    crop, soil, sown, shade = lottery(rng, parcels.block, draws=4)
    hue, pace = lottery(rng, parcels.block, draws=2)
    lower = choose(soil, {"dark soil": 0.65, "dry soil": 0.35})
    upper = choose(crop, FIELDS)
    # A young crop leaves soil bare between its rows: the sixteen steps of a pattern as large as a pixel.
    step = ((land.x // CELL_M + 4 * (land.y // CELL_M)) % 16 + 0.5) / 16
    bare = np.where((upper == CODE["crop"]) & (sown > 0.5), 1.2 * (sown - 0.5), 0) + 0.04 * land.rough
    swaths = 0.015 * np.sin(parcels.along * (0.10 + 0.15 * pace))
    gain = 0.78 + 0.32 * shade + swaths + 0.03 * land.rough + 0.04 * land.broad
    ground = Ground.of("meadow", land.x.shape)
    ground.lay(..., np.where(step < bare, lower, upper), gain, 0, 1.4 * hue - 0.8 + 0.25 * land.rough)
    ground.lay(parcels.kerb < 1, "meadow", 0.95)
    hedge = (lottery(rng, parcels.street) < 0.2) & (parcels.kerb < 6) & (parcels.kerb > 0)
    plant(rng, ground, land, hedge, 8, 0.8)
    lane = (parcels.kerb < 0) & (parcels.rank > 3)
    ground.lay(lane, "gravel", 0.95)
    ground.lay(lane & (parcels.rank > 5), "asphalt", 1.1)
    return ground


def water(rng: np.random.Generator, land: Land) -> Ground:
    """Still, clear water; the river is tinted afterwards."""
    ground = Ground.of("lake", land.x.shape)
    ground.lay(..., "lake", 1 + 0.05 * land.broad)
    return ground


PAINTERS = {
    CORE: core, FAUBOURG: faubourg, MIDRISE: midrise, SUBURB: suburb, ESTATE: estate, FRINGE: fringe,
    FOREST: forest, PARK: park, FIELD: countryside, WATER: water,
}  # fmt: skip


class Plan(NamedTuple):
    """The zone of each cell, and metres from each cell to what runs through the zones."""

    zone: np.ndarray
    bank_m: np.ndarray
    """Distance to the river's bank, negative in the river."""
    road_m: np.ndarray
    """Distance to the nearest road out of town."""
    bypass_m: np.ndarray
    railway_m: np.ndarray
    centre_m: np.ndarray


def lay_out(rng: np.random.Generator, land: Land, scale: float) -> Plan:
    """Zones around a town centre beside a river; chance turns, mirrors, shifts and frays everything.

    Args:
        rng: source of chance.
        land: the whole grid.
        scale: 1 for the town as drawn, 6 km wide; all lengths below are metres of that drawing.
    """
    axis = math.pi / 2 * int(rng.integers(4)) + rng.uniform(-0.35, 0.35)
    east = land.x / scale - FULL_SIDE_M * rng.uniform(0.46, 0.54)
    south = land.y / scale - FULL_SIDE_M * rng.uniform(0.46, 0.54)
    # Along and across the river, 0 at the centre.
    u = east * math.cos(axis) + south * math.sin(axis) + 45 * land.broad
    v = south * math.cos(axis) - east * math.sin(axis) + 45 * land.broad
    u = -u if rng.random() < 0.5 else u
    radius = np.hypot(u, v)
    across, bank = _river(rng, u, v)
    road = _roads(rng, radius, np.arctan2(v, u))
    frayed = 0.6 * land.broad + 0.6 * smooth_noise(rng, len(land.x), 420 * scale) + 0.25 * land.rough

    def away(at_radius: float, at_degrees: float, stretch: float = 1.0, fray: float = 0.14) -> np.ndarray:
        """Metres, more or less, from a spot in polar coordinates; the river's far side is at 90 degrees."""
        bearing = math.radians(at_degrees + rng.uniform(-7, 7))
        at_u, at_v = at_radius * math.cos(bearing), at_radius * math.sin(bearing)
        return np.hypot((u - at_u) / stretch, v - at_v) * (1 + fray * frayed)

    edge = 1330 * (1 + 0.16 * frayed) + 520 * np.exp(-((road / 170) ** 2)) - 0.4 * np.maximum(across, 0)
    places = ((2500, 93), (2550, 168), (2600, 212), (2650, 5))
    village = np.min([away(*place, 1.2, 0.33) - rng.uniform(120, 320) for place in places], axis=0)
    copse = 330 * (1.7 - smooth_noise(rng, len(land.x), 900 * scale))
    woods = np.minimum(away(2700, 238, 1.25, 0.2) - 1050, copse)
    hamlet = smooth_noise(rng, len(land.x), 420 * scale) + 0.3 * land.rough > 2.5
    lake = away(2050, 52 if rng.random() < 0.5 else 150, 1.5, 0.2) - 330
    inner = radius * (1 + 0.12 * frayed)

    # Each line builds over the ones before.
    zone = np.full(land.x.shape, FIELD, np.uint8)
    zone[hamlet] = FRINGE
    zone[(bank < 28 + 12 * land.rough) & (radius > 900)] = PARK
    zone[woods < 30 * land.rough] = FOREST
    zone[(frayed > 0) & ((radius < edge + 260) | (village < 90))] = FRINGE
    zone[(frayed > 0.2) & (road < 100) & (radius < 2300) & (zone == FIELD)] = FRINGE
    zone[(radius < edge) | (village < 0)] = SUBURB
    zone[away(1000, 262, 1.3) < 340] = MIDRISE
    zone[away(1080, 25, 1.1) < 290] = MIDRISE
    zone[away(1650, 318, 1.25, 0.1) < 560] = ESTATE
    zone[away(1450, 150, 1.5, 0.1) < 260] = ESTATE
    zone[away(820, 205, 1.2) < 180] = PARK
    zone[(inner < 800) & (across < 250) & (zone == SUBURB)] = FAUBOURG
    zone[(inner < 560) & (across < 0)] = CORE
    zone[(lake < 45) & (lake > 0)] = PARK
    zone[(lake < 0) | (bank < 0)] = WATER

    bend = math.radians(rng.uniform(300, 330))
    bypass = np.hypot(u + 3900 * math.cos(bend), v + 3900 * math.sin(bend)) + 90 * land.broad - 6200
    railway = v + 730 + 160 * np.sin(u / 1500 + rng.uniform(0, 6))
    lines = (bank, road, np.abs(bypass), np.abs(railway), radius)
    return Plan(zone, *(metres * scale for metres in lines))


def _river(rng: np.random.Generator, u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Metres across from the midstream, which meanders along u past the centre; metres from the bank."""
    amplitudes, wavelengths, phases = (230, 90, 35), (3300, 1500, 700), rng.uniform(0, 6.3, 3).tolist()
    across, slope = v - 700, np.zeros_like(u)
    for amplitude, wavelength, phase in zip(amplitudes, wavelengths, phases):
        turn = 2 * math.pi / wavelength
        across -= amplitude * (np.sin(turn * u + phase) - math.sin(phase))
        slope += amplitude * turn * np.cos(turn * u + phase)
    across /= np.hypot(1, slope)
    return across, np.abs(across) - 62 - 6 * np.sin(u / 400)


def _roads(rng: np.random.Generator, radius: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Metres to the nearest of six winding roads out of the centre; one of them crosses the river."""
    nearest = np.full(radius.shape, np.inf, np.float32)
    for bearing in (5, 93, 168, 215, 262, 318):
        off = angle - math.radians(bearing + rng.uniform(-9, 9)) - 0.10 * np.sin(radius / 620 + rng.uniform(0, 6))
        # Behind the centre there is no road.
        nearest = np.minimum(nearest, np.where(np.cos(off) > 0.5, radius * np.abs(np.sin(off)), np.inf))
    return nearest


def build(rng: np.random.Generator, land: Land, scale: float) -> tuple[Plan, Ground]:
    """The whole town: its plan, and the ground that fills it."""
    plan = lay_out(rng, land, scale)
    ground = Ground.of("meadow", land.x.shape)
    for zone, paint in PAINTERS.items():
        where = plan.zone == zone
        if where.any():
            ground.insert(where, paint(rng, land.part(where)))
    _connect(rng, land, plan, ground)
    return plan, ground


def _connect(rng: np.random.Generator, land: Land, plan: Plan, ground: Ground) -> None:
    """Lay river, railway, roads and bypass, in this order: what comes later bridges what was there."""
    river = plan.bank_m < 0
    ground.lay(river, "river", 1 + 0.06 * land.broad)
    quay = (plan.bank_m >= 0) & (plan.bank_m < 14)
    ground.lay(quay & (plan.zone == CORE), "concrete", 0.85)
    plant(rng, ground, land, quay & (plan.zone != CORE), 8, 0.7)

    open_land = ~river & ~np.isin(plan.zone, (CORE, FAUBOURG, MIDRISE, ESTATE))
    rails = plan.railway_m < 6 + 34 * np.exp(-((plan.centre_m / 800) ** 4))  # wider at the station
    verge = (plan.railway_m < 18) & open_land
    ground.lay(verge, "meadow", 0.9)
    plant(rng, ground, land, verge, 7, 0.5)
    ground.lay(rails, "ballast", 0.9 + 0.12 * np.sin(plan.railway_m * 1.3))

    ground.lay((plan.road_m < 16) & open_land, "lawn")
    plant(rng, ground, land, (plan.road_m > 7) & (plan.road_m < 12) & open_land, 9, 0.5)
    ground.lay(plan.road_m < 6, "asphalt")
    cutting = (plan.bypass_m < 34) & ~river
    ground.lay(cutting, "meadow", 0.95)
    plant(rng, ground, land, cutting & (plan.bypass_m > 18), 8, 0.7)
    ground.lay((plan.bypass_m > 2) & (plan.bypass_m < 14), "asphalt", 1.1)
    ground.lay(cutting & (plan.road_m < 7), "asphalt")
