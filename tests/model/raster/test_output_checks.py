# SPDX-License-Identifier: GPL-2.0-or-later
"""Outputs are checked before any work: no input is overwritten, and every name can be written."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from osgeo import gdal

from hse_lcz.model.assessment.hse_accuracy import HseAccuracyJob, assess_hse
from hse_lcz.model.assessment.lcz_accuracy import LczAccuracyJob, assess_lcz
from hse_lcz.model.errors import InputError, OutputError
from hse_lcz.model.lczmap.convert import ConvertJob, convert_map
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.raster.output_checks import check_outputs, files_of, find_fault
from hse_lcz.model.scene.prepare_stack import StackJob, prepare_stack
from hse_lcz.model.scene.scene import Reading

from ...driving import driven


@pytest.fixture
def files(tmp_path):
    """Function that makes files of some bytes by name -> paths."""

    def make(*names: str) -> list[str]:
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(b"of the user")
        return [str(tmp_path / name) for name in names]

    return make


@pytest.mark.parametrize("key", ["scene", "date", "mask", "weights"])
def test_no_input_of_a_map_is_overwritten(key, write_raster, patchwork, small_weights, files, tmp_path):
    scene = write_raster(tmp_path / "scene.tif", patchwork(), nodata=0)
    date = write_raster(tmp_path / "date.tif", patchwork(), nodata=0)
    (mask,) = files("mask.tif")
    weights = tmp_path / "weights.npz"
    weights.write_bytes(Path(small_weights).read_bytes())
    target = {"scene": scene, "date": date, "mask": mask, "weights": str(weights)}[key]
    before = Path(target).read_bytes()
    job = MapJob(scene, {"LCZ": target}, dates=(date,), reading=Reading(mask=mask), weights=str(weights), device="cpu")
    with pytest.raises(InputError, match="Expected a file of its own for LCZ, found .* which is an input"):
        driven(map_city(job))
    assert Path(target).read_bytes() == before


def test_no_input_of_a_stack_is_overwritten(write_raster, patchwork, files, tmp_path):
    scene = write_raster(tmp_path / "scene.tif", patchwork(), nodata=0)
    cloud_mask, mask = files("clouds.tif", "mask.tif")
    for target in (scene, cloud_mask, mask):
        job = StackJob([scene], target, reading=Reading(mask=mask), cloud_mask=cloud_mask)
        with pytest.raises(InputError, match="which is an input"):
            driven(prepare_stack(job))


@pytest.mark.parametrize(
    "steps",
    [
        lambda old, out: convert_map(ConvertJob(old[0], {"LCZ": out}, confidence=old[1])),
        lambda old, out: assess_lcz(LczAccuracyJob(old[0], old[1], True, {"REPORT": out})),
        lambda old, out: assess_hse(HseAccuracyJob(old[0], old[1], {"REPORT": out}, zones=old[1])),
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_no_input_of_the_map_tools_is_overwritten(steps, which, files):
    old = files("a.tif", "b.tif")
    with pytest.raises(InputError, match="Expected a file of its own for .* which is an input"):
        driven(steps(old, old[which]))
    with pytest.raises(OutputError, match="which is a path that only GDAL"):
        driven(steps(old, "/vsimem/map.tif"))


# What is read -> an output that would overwrite it.
SAME = {
    "another way to write it": ("city/../lcz.tif", "lcz.tif"),
    "in a zip": ("/vsizip/{folder}/scene.zip/B02.tif", "scene.zip"),
    "in a zip in braces": ("/vsizip/{{{folder}/scene.zip}}/B02.tif", "scene.zip"),
    "in a tar": ("/vsitar/{folder}/scene.tar.gz/a/B02.tif", "scene.tar.gz"),
    "compressed": ("/vsigzip/{folder}/scene.tif.gz", "scene.tif.gz"),
    "a subdataset in quotes": ('NETCDF:"{folder}/scene.nc":B2', "scene.nc"),
    "a subdataset without quotes": ("GTIFF_DIR:1:{folder}/scene.tif", "scene.tif"),
    "a layer of a file": ("{folder}/mask.gpkg|layername=city", "mask.gpkg"),
    "a source of a VRT's text": (
        '<VRTDataset><SourceFilename relativeToVRT="0">{folder}/scene.tif</SourceFilename></VRTDataset>',
        "scene.tif",
    ),
    "the mask file beside it": ("{folder}/scene.tif.msk", "scene.tif"),
}


@pytest.mark.parametrize("case", SAME)
def test_an_input_is_known_however_its_path_is_written(case, files, tmp_path):
    source, output = SAME[case]
    files(output, "city/other.tif")
    if output == "scene.zip":
        with zipfile.ZipFile(tmp_path / output, "w") as archive:
            archive.writestr("B02.tif", b"")
    source = source.format(folder=tmp_path) if "{" in source else str(tmp_path / source)
    fault = find_fault({"LCZ": str(tmp_path / output)}, [source])
    assert fault is not None and fault.found == "is an input already"
    assert find_fault({"LCZ": str(tmp_path / "new.tif")}, [source]) is None


def test_a_band_of_a_folder_is_an_input(write_raster, patchwork, small_weights, tmp_path):
    """Which files of a folder are bands is known only once it is read; no more than that is done before."""
    for name, band in zip(("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12"), patchwork()):
        write_raster(tmp_path / f"{name}.tif", band[None], names=[""], nodata=0)
    target = tmp_path / "B04.tif"
    before = target.read_bytes()
    with pytest.raises(InputError, match="Expected a file of its own for LCZ, found .*B04.tif, which is an input"):
        driven(map_city(MapJob(str(tmp_path), {"LCZ": str(target)}, weights=small_weights, device="cpu")))
    assert target.read_bytes() == before


def test_the_sources_of_a_vrt_are_inputs(write_raster, patchwork, tmp_path):
    scene = write_raster(tmp_path / "scene.tif", patchwork(), nodata=0)
    gdal.Translate(str(tmp_path / "scene.vrt"), scene, format="VRT")
    assert {os.path.realpath(path) for path in files_of(str(tmp_path / "scene.vrt"))} == {
        str(tmp_path / "scene.tif"),
        str(tmp_path / "scene.vrt"),
    }
    with pytest.raises(InputError, match="which is an input"):
        check_outputs({"LCZ": scene}, [str(tmp_path / "scene.vrt")])


def test_two_outputs_are_two_files(tmp_path):
    os.symlink(tmp_path, tmp_path / "link")
    outputs = {"HSE": str(tmp_path / "a.tif"), "LCZ": str(tmp_path / "link" / "a.tif")}
    with pytest.raises(InputError, match="a file of its own for LCZ, found .*a.tif, which is HSE already"):
        check_outputs(outputs, [])


# A path that cannot be written -> what the sentence says.
UNWRITABLE = {
    "/vsimem/map.tif": "only GDAL",
    "/vsizip/{folder}/a.zip/map.tif": "only GDAL",
    "/vsis3/bucket/map.tif": "only GDAL",
    "https://example.org/map.tif": "only GDAL",
    "{folder}": "is a folder",
    "{folder}/file/map.tif": "it is a file",
    "{folder}/protected.tif": "write-protected",
    "{folder}/" + "n" * 240 + ".tif": "has a name of 244 letters, 1 bytes more",
    "{folder}/" + "ü" * 120 + ".tif": "has a name of 124 letters, 1 bytes more",
    "{folder}" + "/deep" * 820 + "/map.tif": "longer than can be written",
    "/proc/map.tif": "which cannot be written",
    "{folder}/zero\0.tif": "no file name may hold",
    "~/map.tif": "begins with ~, which only a shell knows; write /.* in its place",
}


@pytest.mark.parametrize("path", UNWRITABLE)
def test_what_cannot_be_written_is_refused_before_the_work(path, files, tmp_path):
    files("file", "protected.tif")
    os.chmod(tmp_path / "protected.tif", 0o444)
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(OutputError, match=UNWRITABLE[path]):
        check_outputs({"LCZ": path.format(folder=tmp_path)}, [])
    assert sorted(os.listdir(tmp_path)) == before
    assert not os.path.exists("/vsimem")


def test_the_longest_name_that_passes_is_written(write_raster, patchwork, small_weights, tmp_path):
    """What the check lets through has to hold for every name that a file has on its way."""
    scene = write_raster(tmp_path / "scene.tif", patchwork(), nodata=0)
    target = tmp_path / ("n" * (255 - len(".aux.xml.old") - 4) + ".tif")
    for _ in range(2):  # the second run replaces what the first has written
        driven(map_city(MapJob(scene, {"LCZ": str(target)}, weights=small_weights, device="cpu")))
        assert target.is_file()
    longer = target.with_name("n" + target.name)
    with pytest.raises(OutputError, match="1 bytes more"):
        check_outputs({"LCZ": str(longer)}, [scene])


def test_a_new_folder_is_no_obstacle_and_is_not_made_by_the_check(tmp_path):
    check_outputs({"LCZ": str(tmp_path / "new" / "er" / "lcz.tif")}, [])
    assert os.listdir(tmp_path) == []
