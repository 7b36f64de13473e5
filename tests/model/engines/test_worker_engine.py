# SPDX-License-Identifier: GPL-2.0-or-later
"""The network in a process of its own gives the same maps, and whole ones whatever becomes of that process."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import numpy as np
import pytest

from hse_lcz.model.engines import worker_engine, worker_process
from hse_lcz.model.engines.base import DeviceMemoryError, EngineReplacedError
from hse_lcz.model.engines.worker_engine import WorkerEngine
from hse_lcz.model.errors import InputError
from hse_lcz.model.mapping import map_scene
from hse_lcz.model.mapping.map_scene import MapJob, map_city
from hse_lcz.model.network import weights
from hse_lcz.model.network.config import Maps
from hse_lcz.model.raster.windows import Window

from ...window_engine import WindowEngine

pytest.importorskip("torch", reason="PyTorch is not installed: `make setup` installs it")
PYTHON = Path(sys.executable)
INNER = Window(3, 5, 20, 24)


class Substitute(WindowEngine):
    """Answers a quarter everywhere; knows whether it was closed."""

    device = "cpu"
    description = "the substitute"
    closed = False

    def load(self, arrays):
        self.loaded = arrays

    def run(self, reflectance, inner):
        size = inner.height, inner.width
        return Maps(np.full(size, 0.25, np.float32), np.full((17, *size), 0.25, np.float32))

    def close(self):
        self.closed = True


@pytest.fixture(scope="module")
def network(small_weights):
    return weights.load(small_weights)


@pytest.fixture
def reflectance(patchwork) -> np.ndarray:
    return (patchwork(seed=2, height=128, width=160) / 10000).astype(np.float32)


def start(network, device: str = "cpu", python: Path = PYTHON, substitute=Substitute) -> WorkerEngine:
    return WorkerEngine(network, device, python, substitute)


def assert_substituted(maps: Maps) -> None:
    assert maps.settlement.shape == (24, 20)
    assert maps.zones.shape == (17, 24, 20)
    assert (maps.settlement == 0.25).all()


def test_the_maps_are_those_of_the_engine_in_this_process(network, reflectance):
    from hse_lcz.model.engines.torch_engine import TorchEngine

    with start(network) as apart, TorchEngine(network.config, network.arrays, "cpu") as here:
        for inner in (INNER, Window(0, 0, 48, 32)):
            found, expected = apart.run(reflectance, inner), here.run(reflectance, inner)
            np.testing.assert_allclose(found.settlement, expected.settlement, atol=1e-6)
            np.testing.assert_allclose(found.zones, expected.zones, atol=1e-6)
        assert apart.device == "cpu"
        assert apart.description == f"{here.description}, in a process of its own"
        assert apart.notes() == []


def maps_of(stream, reflectance: np.ndarray, rows_px: int = 32) -> Maps:
    parts = [stream.push(reflectance[:, row : row + rows_px]) for row in range(0, reflectance.shape[1], rows_px)]
    parts.append(stream.finish())
    return Maps(*(np.concatenate(rows, axis=-2) for rows in zip(*parts)))


@pytest.mark.parametrize("rows_px", [32, 96])
def test_a_stream_gives_the_same_bits_as_in_this_process(network, patchwork, rows_px):
    from hse_lcz.model.engines.torch_engine import TorchEngine

    reflectance = (patchwork(seed=3, height=384, width=192) / 10000).astype(np.float32)
    with start(network) as apart, TorchEngine(network.config, network.arrays, "cpu") as here:
        for _ in range(2):  # a second stream begins anew
            found, expected = (maps_of(engine.stream(192), reflectance, rows_px) for engine in (apart, here))
            np.testing.assert_array_equal(found.settlement, expected.settlement)
            np.testing.assert_array_equal(found.zones, expected.zones)
        assert 0 < apart.bytes_per_column() - here.bytes_per_column() < 0.2 * here.bytes_per_column()
        assert apart.notes() == []


def test_a_stream_that_was_left_gives_way_to_the_next(network, reflectance):
    with start(network) as apart:
        whole = maps_of(apart.stream(160), reflectance)
        left = apart.stream(160)
        left.push(reflectance)
        np.testing.assert_array_equal(maps_of(apart.stream(160), reflectance).zones, whole.zones)
        with pytest.raises(RuntimeError, match="a bug: the other process holds the stream that was begun last"):
            left.finish()


@pytest.mark.parametrize("moment", ["before the stream", "within the stream", "before its end"])
def test_a_stream_whose_process_is_killed_is_to_be_mapped_anew(network, reflectance, moment):
    with start(network) as apart:
        memory = apart.bytes_per_column()

        def kill():
            os.kill(apart.process_id, signal.SIGKILL)

        with pytest.raises(EngineReplacedError):
            if moment == "before the stream":
                kill()
            stream = apart.stream(160)
            stream.push(reflectance[:, :64])
            if moment == "within the stream":
                kill()
            stream.push(reflectance[:, 64:])
            kill()
            stream.finish()
        assert memory < apart.bytes_per_column() == Substitute.bytes_per_column(apart)
        maps = maps_of(apart.stream(160), reflectance)
        assert maps.zones.shape == (17, 64, 80) and (maps.zones == 0.25).all()
        assert len(apart.notes()) == 1


def test_an_engine_that_failed_between_streams_says_so_before_the_next(network, reflectance):
    with start(network) as apart:
        maps_of(apart.stream(160), reflectance)
        os.kill(apart.process_id, signal.SIGKILL)
        apart.load(network.arrays)  # the weights of another orientation, say
        with pytest.raises(EngineReplacedError):
            apart.stream(160)
        assert (maps_of(apart.stream(160), reflectance).zones == 0.25).all()


STREAM_FAULTS = {
    "more rows than went in": ("settlement=np.ones((40, 80)), zones=np.ones((17, 40, 80))", "0 to 32 rows"),
    "another width": ("settlement=np.ones((9, 79)), zones=np.ones((17, 9, 79))", "instead of 80 columns"),
    "tasks of unlike height": ("settlement=np.ones((8, 80)), zones=np.ones((17, 9, 80))", "maps of"),
    "no map": ("", "maps of {} instead"),
}


@pytest.mark.parametrize("fault", STREAM_FAULTS)
def test_rows_of_a_stream_are_checked(fault, network, reflectance, tmp_path, monkeypatch):
    arrays, reason = STREAM_FAULTS[fault]
    script = tmp_path / "worker.py"
    code = f"answer()\nprotocol.read(sys.stdin.buffer)\nanswer({arrays})\nsys.stdin.read()\n"
    script.write_text(f"import sys\nsys.path[:0] = {[path for path in sys.path if path]!r}\n{OPENED}\n{code}")
    monkeypatch.setattr(worker_engine, "WORKER", script)
    with start(network) as apart:
        stream = apart.stream(160)
        with pytest.raises(EngineReplacedError):
            stream.push(reflectance[:, :64])
        assert reason in apart.notes()[0]


def test_the_process_ends_with_the_engine(network):
    with start(network) as apart:
        number = apart.process_id
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_process_killed_in_the_middle_is_told_once_and_the_substitute_goes_on(network, reflectance):
    with start(network) as apart:
        before = apart.run(reflectance, INNER)
        os.kill(apart.process_id, signal.SIGKILL)
        assert_substituted(apart.run(reflectance, INNER))
        assert_substituted(apart.run(reflectance, INNER))
        assert not np.allclose(before.settlement, 0.25)
        assert apart.description == "the substitute"
        assert apart.notes() == [
            "The process of the private PyTorch failed (it was ended by SIGKILL); the substitute continues, with the "
            "same result but for rounding. Run hselcz:setuptorch again for details."
        ]
        assert apart.notes() == []
        substitute = apart._substitute
    assert substitute.closed


def test_an_environment_whose_python_has_gone_is_told(network, reflectance, tmp_path):
    with start(network, python=tmp_path / "python") as apart:
        assert_substituted(apart.run(reflectance, INNER))
        assert "(No such file or directory)" in apart.notes()[0]


def test_a_device_that_is_not_there_is_refused_as_in_this_process(network):
    with pytest.raises(InputError, match=r"Expected a device that PyTorch finds here \(cpu.*\), found 'warp'"):
        start(network, "warp")


def test_a_card_without_memory_is_told_from_other_refusals(network, reflectance, tmp_path, monkeypatch):
    script = tmp_path / "worker.py"
    script.write_text(
        f"import sys\nsys.path[:0] = {[path for path in sys.path if path]!r}\n{OPENED}\n"
        "protocol.write(sys.stdout.buffer, Message({'refused': 'Too wide.', 'lacks_memory': True}, {}))\n"
        "sys.stdin.read()\n"
    )
    monkeypatch.setattr(worker_engine, "WORKER", script)
    with start(network) as apart, pytest.raises(DeviceMemoryError, match=r"Too wide\."):
        apart.run(reflectance, INNER)


# Workers that go wrong: what they do in place of ours, and what is said of it.
OPENED = """
import sys
from hse_lcz.model.engines import protocol
from hse_lcz.model.engines.protocol import Message
import numpy as np
protocol.read(sys.stdin.buffer)
about = {"device": "cpu", "description": "a fake", "number_format": "float32"}
about.update(bytes_per_column=9, working_bytes=9)
protocol.write(sys.stdout.buffer, Message(about, {}))
request = protocol.read(sys.stdin.buffer)
def answer(**arrays):
    protocol.write(sys.stdout.buffer, Message({}, arrays))
"""
FAULTS = {
    "a broken library": (
        "raise OSError('[WinError 126] c10.dll was not found.')",
        r"OSError: \[WinError 126\] c10.dll",
    ),
    "silence": ("", "ended with code 0"),
    "an exit": ("import sys; sys.exit(3)", "ended with code 3"),
    "an abort": ("import os; os.abort()", "it was ended by SIGABRT"),
    "noise": ("sys.stdin.buffer.read(9); print('Hello, no frame', flush=True); sys.stdin.buffer.read()", "a header of"),
    "a description without numbers": (
        OPENED.replace("working_bytes=9", "working_bytes='some'") + "sys.stdin.read()",
        "no description of an engine",
    ),
    "half a description": (OPENED.replace(', "number_format": "float32"', ""), "no description of .*number_format"),
    "a hang at the start": ("import time; time.sleep(60)", "no answer within 1 s"),
    "a hang at a window": (OPENED + "import time; time.sleep(60)", "no answer within 1 s"),
    "an end within a window": (OPENED + "sys.stdout.buffer.write(b'ab'); sys.stdout.flush()", "ended with code 0"),
    "no maps": (OPENED + "answer(); sys.stdin.read()", "maps of {} instead of"),
    "half the maps": (OPENED + "answer(settlement=np.ones((24, 20))); sys.stdin.read()", "maps of .*settlement"),
    "maps of another size": (
        OPENED + "answer(settlement=np.ones((24, 19)), zones=np.ones((17, 24, 20))); sys.stdin.read()",
        r"\(24, 19\)",
    ),
    "maps of nan": (
        OPENED + "answer(settlement=np.ones((24, 20)), zones=np.full((17, 24, 20), np.nan)); sys.stdin.read()",
        "zones beyond 0..1",
    ),
    "maps of percent": (
        OPENED + "answer(settlement=np.full((24, 20), 60), zones=np.ones((17, 24, 20))); sys.stdin.read()",
        "settlement beyond 0..1",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_process_that_goes_wrong_costs_one_sentence_and_nothing_else(
    fault, network, reflectance, tmp_path, monkeypatch
):
    code, reason = FAULTS[fault]
    script = tmp_path / "worker.py"
    script.write_text(f"import sys\nsys.path[:0] = {[path for path in sys.path if path]!r}\n{code}\n")
    monkeypatch.setattr(worker_engine, "WORKER", script)
    if "hang" in fault:
        monkeypatch.setattr(worker_engine, "OPEN_LIMIT_S", 1.0 if "start" in fault else 60.0)
        monkeypatch.setattr(worker_engine, "_RUN_LIMIT_S", 1.0)
        monkeypatch.setattr(worker_engine, "_RUN_LIMIT_S_PER_PX", 0.0)
    with start(network) as apart:
        assert_substituted(apart.run(reflectance, INNER))
        (note,) = apart.notes()
        assert note.startswith("The process of the private PyTorch failed (")
        assert_substituted(apart.run(reflectance, INNER))
    assert re.search(reason, note), note


def test_the_worker_needs_no_gdal_no_qgis_and_no_scipy(network, reflectance, tmp_path, monkeypatch):
    script = tmp_path / "worker.py"
    script.write_text(
        "import runpy, sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in {'osgeo', 'qgis', 'PyQt5', 'scipy'}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        f"sys.argv = [{str(worker_engine.WORKER)!r}]\n"
        "runpy.run_path(sys.argv[0], run_name='__main__')\n"
    )
    monkeypatch.setattr(worker_engine, "WORKER", script)
    with start(network) as apart:
        assert not np.allclose(apart.run(reflectance, INNER).settlement, 0.25)
        assert apart.notes() == []


def test_what_a_library_prints_does_not_get_between_the_frames(network, reflectance, tmp_path, monkeypatch):
    script = tmp_path / "worker.py"
    script.write_text(
        "import os, runpy, sys\n"
        "class Talker:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'torch':\n"
        "            print('a greeting', flush=True)\n"
        "            os.write(1, b'from C, too')\n"
        "sys.meta_path.insert(0, Talker())\n"
        f"sys.argv = [{str(worker_engine.WORKER)!r}]\n"
        "runpy.run_path(sys.argv[0], run_name='__main__')\n"
    )
    monkeypatch.setattr(worker_engine, "WORKER", script)
    with start(network) as apart:
        assert not np.allclose(apart.run(reflectance, INNER).settlement, 0.25)


def mapped_apart(monkeypatch, scene, out, small_weights, killed, **options):
    """The HSE map by a worker, which is killed half way or not; the engines, and the lines of the log."""
    from osgeo import gdal

    from hse_lcz.model.engines.numpy_engine import NumpyEngine

    workers, notes = [], []

    def choose(device, chosen):
        workers.append(WorkerEngine(chosen, device, PYTHON, lambda: NumpyEngine(chosen)))
        return workers[0]

    monkeypatch.setattr(map_scene, "choose_engine", choose)
    job = MapJob(scene, {"HSE": str(out)}, weights=small_weights, device="cpu", **options)
    for step in map_city(job):
        notes += [step.note] if step.note else []
        if killed and step.share > 0.1 and workers[0].process_id:
            os.kill(workers[0].process_id, signal.SIGKILL)
    return gdal.Open(str(out)).ReadAsArray(), workers, notes


def test_a_map_has_the_same_bits_as_in_this_process(small_weights, write_raster, patchwork, tmp_path, monkeypatch):
    from osgeo import gdal

    scene = write_raster(tmp_path / "scene.tif", patchwork(height=333, width=301))
    list(map_city(MapJob(scene, {"HSE": str(tmp_path / "h.tif")}, weights=small_weights, device="cpu", tile_px=150)))
    apart, workers, _ = mapped_apart(monkeypatch, scene, tmp_path / "a.tif", small_weights, False, tile_px=150)
    np.testing.assert_array_equal(apart, gdal.Open(str(tmp_path / "h.tif")).ReadAsArray())
    assert not workers[0].has_failed


def test_a_map_whose_process_is_killed_half_way_is_whole(small_weights, write_raster, patchwork, tmp_path, monkeypatch):
    """Killed within the first of several strips; NumPy goes on, and the maps are the same but for rounding."""
    scene = write_raster(tmp_path / "scene.tif", patchwork(height=1200, width=300))
    whole, *_ = mapped_apart(monkeypatch, scene, tmp_path / "whole.tif", small_weights, False, tile_px=150)
    killed, _, notes = mapped_apart(monkeypatch, scene, tmp_path / "killed.tif", small_weights, True, tile_px=150)
    assert len([note for note in notes if "The process of the private PyTorch failed" in note]) == 1
    np.testing.assert_allclose(killed, whole, atol=0.1)
    assert np.array_equal(killed[:40, :70], whole[:40, :70])  # PyTorch had a part in it
    assert not np.array_equal(killed, whole)  # and NumPy, too


def test_the_substitute_gets_strips_that_fit_its_memory(small_weights, write_raster, patchwork, tmp_path, monkeypatch):
    """As if NumPy's stream took several times the memory of PyTorch's for each pixel of a strip's width."""
    from hse_lcz.model.engines import numpy_engine

    widths, real = [], numpy_engine.NumpyStream.__init__
    monkeypatch.setattr(numpy_engine, "_BYTES_PER_COLUMN", 600_000)
    monkeypatch.setattr(
        numpy_engine.NumpyStream,
        "__init__",
        lambda self, layers, width: widths.append(width) or real(self, layers, width),
    )
    scene = write_raster(tmp_path / "scene.tif", patchwork(height=600, width=1000))
    whole, *_ = mapped_apart(monkeypatch, scene, tmp_path / "whole.tif", small_weights, False, max_memory_mb=480)
    killed, *_ = mapped_apart(monkeypatch, scene, tmp_path / "killed.tif", small_weights, True, max_memory_mb=480)
    assert widths and max(widths) * 600_000 <= 480 << 20
    np.testing.assert_allclose(killed, whole, atol=0.1)


def test_a_cancel_ends_the_process(small_weights, write_raster, patchwork, tmp_path, monkeypatch):
    scene = write_raster(tmp_path / "scene.tif", patchwork(height=1200, width=300))
    workers = []

    def choose(device, chosen):
        workers.append(WorkerEngine(chosen, device, PYTHON, Substitute))
        return workers[0]

    monkeypatch.setattr(map_scene, "choose_engine", choose)
    steps = map_city(MapJob(scene, {"HSE": str(tmp_path / "h.tif")}, weights=small_weights, device="cpu"))
    step = next(step for step in steps if step.share > 0)
    number = workers[0].process_id
    steps.close()
    assert step.share < 0.9
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["scene.tif"]


@pytest.mark.parametrize("killed", [False, True])
def test_eight_orientations_take_one_process(small_weights, write_raster, patchwork, tmp_path, monkeypatch, killed):
    """Also where it is killed half way: NumPy continues with the weights of the orientation at hand."""
    from osgeo import gdal

    from hse_lcz.model.engines.numpy_engine import NumpyEngine

    scene = write_raster(tmp_path / "scene.tif", patchwork())
    outputs = {name: str(tmp_path / f"{name}.tif") for name in ("here", "apart")}
    list(map_city(MapJob(scene, {"HSE": outputs["here"]}, weights=small_weights, device="cpu", orientations=8)))
    workers, starts, real = [], [], worker_process.processes.start

    def choose(device, chosen):
        workers.append(WorkerEngine(chosen, device, PYTHON, lambda: NumpyEngine(chosen)))
        return workers[0]

    monkeypatch.setattr(map_scene, "choose_engine", choose)
    monkeypatch.setattr(worker_process.processes, "start", lambda *a, **b: starts.append(a) or real(*a, **b))
    for step in map_city(MapJob(scene, {"HSE": outputs["apart"]}, weights=small_weights, device="cpu", orientations=8)):
        if killed and step.share > 0.3 and workers[0].process_id:
            os.kill(workers[0].process_id, signal.SIGKILL)
    assert len(starts) == len(workers) == 1 and workers[0].has_failed == killed
    here, apart = (gdal.Open(path).ReadAsArray() for path in outputs.values())
    np.testing.assert_allclose(apart, here, atol=0.05)
