# SPDX-License-Identifier: GPL-2.0-or-later
"""All layers trained in a process of its own give the same weights; whatever becomes of it, nothing is half written."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
from driving import driven

from hse_lcz.model.adaptation.labels import LabelFiles
from hse_lcz.model.errors import DependencyError, InputError, WorkerError
from hse_lcz.model.network import weights
from hse_lcz.model.system import torch_environment
from hse_lcz.model.system.torch_environment import Standing, State
from hse_lcz.model.training import finetune_job, recipe, select_trainer, worker_trainer
from hse_lcz.model.training.finetune_job import TrainingJob, train_network
from hse_lcz.model.training.worker_trainer import WorkerTrainer

pytest.importorskip("torch", reason="PyTorch is not installed: `make setup` installs it")
PYTHON = Path(sys.executable)
CORNER, SIDE = (600000.0, 5200000.0), 320


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    small = dataclasses.replace(recipe.Recipe(), batch=2, distillation_elsewhere=0.05, interpolation=1.0)
    monkeypatch.setattr(finetune_job, "_simulated_town", lambda seed: [])
    monkeypatch.setattr(finetune_job, "Recipe", lambda: small)


@pytest.fixture(scope="module")
def scene(write_raster, tmp_path_factory) -> str:
    """Dark water in the west, bright roofs in the east."""
    rng = np.random.default_rng(0)
    bands = np.broadcast_to(np.where(np.arange(SIDE) < SIDE // 2, 300, 2500), (10, SIDE, SIDE))
    bands = (bands + rng.integers(0, 80, bands.shape)).astype("uint16")
    return write_raster(tmp_path_factory.mktemp("scene") / "town.tif", bands, corner=CORNER)


@pytest.fixture(scope="module")
def areas(tmp_path_factory) -> str:
    """Three polygons of water and three of large low-rise."""
    features = []
    for zone, west in (("G", 300), ("8", 2100)):
        for i in range(3):
            left, top = CORNER[0] + west, CORNER[1] - 300 - 900 * i
            ring = [[left, top], [left + 400, top], [left + 400, top - 400], [left, top - 400], [left, top]]
            geometry = {"type": "Polygon", "coordinates": [ring]}
            features.append({"type": "Feature", "properties": {"lcz": zone}, "geometry": geometry})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    path = tmp_path_factory.mktemp("areas") / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return str(path)


@pytest.fixture
def job(scene, areas, small_weights, tmp_path):
    """Function that makes a job with what differs."""

    def make(name: str = "mine", **more) -> TrainingJob:
        outputs = {"WEIGHTS": str(tmp_path / name / "w.npz"), "REPORT": str(tmp_path / name / "r.html")}
        options = {"start": small_weights, "device": "cpu", "steps": 6, "learning_rate": 0.02, "outputs": outputs}
        return TrainingJob([scene], LabelFiles(areas, polygons=True), **{**options, **more})

    return make


@pytest.fixture
def apart(monkeypatch):
    """The trainers of a QGIS whose own Python has no PyTorch, as they are made."""
    made = []

    def choose(device):
        made.append(WorkerTrainer(device, PYTHON))
        return made[-1]

    monkeypatch.setattr(finetune_job, "choose_trainer", choose)
    return made


def run(job: TrainingJob, react=lambda step: None):
    """What a training returns, and its notes; `react` sees each step, and what it gives is sent."""
    value, steps = driven(train_network(job), react)
    return value, [step.note for step in steps if step.note]


def has_ended(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("from_scratch", [False, True])
def test_the_weights_are_those_of_this_process(job, monkeypatch, from_scratch):
    more = {"from_scratch": True, "stem": 4, "steps": 3} if from_scratch else {}
    monkeypatch.setattr(finetune_job, "FROM_SCRATCH", dataclasses.replace(recipe.FROM_SCRATCH, batch=2, steps=3))
    here, notes = run(job("here", **more))
    assert here.notes[0].startswith("All layers train by PyTorch ") and "process" not in here.notes[0]

    trainers = []
    monkeypatch.setattr(
        finetune_job, "choose_trainer", lambda device: trainers.append(WorkerTrainer(device, PYTHON)) or trainers[0]
    )
    there, notes = run(job("there", **more))
    assert there.notes[0] == here.notes[0][:-1] + ", in a process of the private environment."
    assert there.notes[0] in notes
    assert trainers[0].process_id == 0 and there.device == "cpu"

    first, second = (weights.load(job(name).outputs["WEIGHTS"]) for name in ("here", "there"))
    assert first.config == second.config and here.retrained == there.retrained == (not from_scratch)
    for name, values in first.arrays.items():
        np.testing.assert_allclose(second.arrays[name], values, atol=1e-3, err_msg=name)
    assert len(here.evaluations) == len(there.evaluations) > 1
    for one, other in zip(here.evaluations, there.evaluations):
        assert one.step == other.step and isinstance(other.scores.settlement.n, int)
        np.testing.assert_allclose(other.loss, one.loss, rtol=1e-3)
        np.testing.assert_array_equal(other.scores.confusion, one.scores.confusion)
    assert "in a process of the private environment" in Path(job("there").outputs["REPORT"]).read_text("utf-8")


def test_it_needs_no_gdal_no_qgis_and_no_scipy(job, apart, tmp_path, monkeypatch):
    script = tmp_path / "worker.py"
    script.write_text(
        "import runpy, sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in {'osgeo', 'qgis', 'PyQt5', 'scipy', 'jinja2', 'plotly'}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        f"sys.argv[0] = {str(worker_trainer.WORKER)!r}\n"
        "runpy.run_path(sys.argv[0], run_name='__main__')\n"
    )
    monkeypatch.setattr(worker_trainer, "WORKER", script)
    done, _ = run(job(steps=3))
    assert done.retrained and weights.load(job().outputs["WEIGHTS"])


# When the process is killed: at the first step of the job of which this holds.
MOMENTS = {
    "while it starts": lambda step: step.note.startswith("All layers train by"),
    "in the middle": lambda step: step.note.startswith("Step 4"),
    "when all polygons train": lambda step: step.note.startswith("Now 6 steps"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_it_ends_with_one_sentence_and_nothing_half_written(job, apart, tmp_path, moment):
    def kill(step):
        if apart[0].process_id and MOMENTS[moment](step):
            os.kill(apart[0].process_id, signal.SIGKILL)

    with pytest.raises(WorkerError) as caught:
        run(job(), kill)
    sentence = str(caught.value)
    assert "but it failed (it was ended by SIGKILL); nothing was written" in sentence and "\n" not in sentence
    assert "choose METHOD heads" in sentence
    assert apart[0].process_id == 0 and not (tmp_path / "mine").exists()


def test_killed_it_leaves_an_older_file_as_it_was(job, apart, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "w.npz").write_text("older")

    def kill(step):
        if step.note.startswith("Step 4"):
            os.kill(apart[0].process_id, signal.SIGKILL)

    with pytest.raises(WorkerError):
        run(job(), kill)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["w.npz"]
    assert (tmp_path / "mine" / "w.npz").read_text() == "older"


class TestACancel:
    """The process is ended at once, within the request that it is at."""

    @pytest.fixture
    def slow(self, tmp_path, monkeypatch):
        """A process that never finishes a step after the fourth."""
        script = tmp_path / "worker.py"
        script.write_text(
            "import importlib, runpy, sys, time\n"
            f"sys.argv[0] = {str(worker_trainer.WORKER)!r}\n"
            "worker = runpy.run_path(sys.argv[0], run_name='worker')\n"
            "name = worker['_package']()\n"
            "local = importlib.import_module(f'{name}.training.local_trainer').LocalTrainer\n"
            "real = local.advance\n"
            "def advance(self):\n"
            "    if self._tuner.step == 4:\n"
            "        time.sleep(3600)\n"
            "    return (yield from real(self))\n"
            "local.advance = advance\n"
            "worker['main']()\n"
        )
        monkeypatch.setattr(worker_trainer, "WORKER", script)

    def test_within_a_step_keeps_the_best_so_far(self, job, apart, slow):
        seen = []

        def stop(step):
            seen.append(step)
            learned = any(step.note.startswith("Step 4") for step in seen)
            # The fifth step does not end: what comes now is waited for.
            if learned and len(seen) > 3 and not any(step.note for step in seen[-3:]):
                seen.append(apart[0].process_id)
                return True
            return None

        done, _ = run(job(), stop)
        assert done.best.step == 4 and not done.retrained
        assert has_ended(seen[-1]) and weights.load(job().outputs["WEIGHTS"])

    def test_closed_within_a_step_nothing_is_written(self, job, apart, slow, tmp_path):
        steps, waited = train_network(job()), 0
        for step in steps:
            waited += bool(waited) or step.note.startswith("Step 4")
            if waited > 4:
                break
        number = apart[0].process_id
        steps.close()
        assert has_ended(number) and not (tmp_path / "mine").exists()

    def test_before_anything_is_learned_nothing_is_kept(self, job, apart, tmp_path):
        done, _ = run(job(), lambda step: step.note.startswith("Before:") or None)
        assert done is None and not (tmp_path / "mine").exists()


OPENED = """
import sys
import numpy as np
from hse_lcz.model.engines import protocol
from hse_lcz.model.engines.protocol import Message
def answer(about={}, **arrays):
    protocol.write(sys.stdout.buffer, Message(about, arrays))
def request():
    found = protocol.read(sys.stdin.buffer)
    return found.about["do"] if found else sys.exit(9)
assert request() == "open"
answer({"device": "cpu", "description": "a fake"})
while request() != "begin":
    answer()
answer()
scores = {"confusion": np.eye(17, dtype=int).tolist(), "settlement": [1.0, 1.0, 0.0, 0.5, 3]}
"""
TRAINED = (
    OPENED
    + """
while True:
    what = request()
    if what == "arrays":
        break
    answer(scores if what == "evaluate" else {"loss": 1.0})
"""
)
FAULTS = {
    "a broken library": ("raise OSError('[WinError 126] c10.dll was not found.')", "c10.dll was not found"),
    "silence": ("", "it ended with code 0"),
    "noise": ("sys.stdin.buffer.read(9); print('Hello, no frame', flush=True); sys.stdin.buffer.read()", "a header of"),
    "a hang at the start": ("import time; time.sleep(60)", "no answer within 1 s"),
    "a hang at a step": (OPENED + "import time; time.sleep(60)", "no answer within 2 s"),
    "no scores": (OPENED + "request(); answer(); sys.stdin.read()", "confusion"),
    "scores of another size": (
        OPENED + "request(); answer({**scores, 'confusion': [[1, 2], [3]]}); sys.stdin.read()", "sequence",
    ),
    "a loss that is none": (
        OPENED + "request(); answer(scores); request(); answer({'loss': 'low'}); sys.stdin.read()", "low",
    ),
    "no weights": (TRAINED + "answer(); sys.stdin.read()", "weights of another network"),
    "weights of another network": (TRAINED + "answer(a=np.ones(3)); sys.stdin.read()", "weights of another network"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_process_that_goes_wrong_ends_with_one_sentence(fault, job, apart, tmp_path, monkeypatch):
    code, reason = FAULTS[fault]
    script = tmp_path / "worker.py"
    script.write_text(f"import sys\nsys.path[:0] = {[path for path in sys.path if path]!r}\n{code}\n")
    monkeypatch.setattr(worker_trainer, "WORKER", script)
    if "hang" in fault:
        monkeypatch.setattr(worker_trainer, "OPEN_LIMIT_S", 1.0 if "start" in fault else 60.0)
        monkeypatch.setattr(worker_trainer, "_LIMIT_S", 2.0)
    with pytest.raises(WorkerError, match=reason) as caught:
        run(job())
    assert "\n" not in str(caught.value) and not (tmp_path / "mine").exists()


def test_weights_that_are_no_numbers_are_not_kept(job, apart, small_weights, tmp_path, monkeypatch):
    script = tmp_path / "worker.py"
    code = (
        "from hse_lcz.model.network import weights\n"
        f"answer(**{{n: np.full_like(a, np.nan) for n, a in weights.load({small_weights!r}).arrays.items()}})\n"
        "sys.stdin.read()"
    )
    script.write_text(f"import sys\nsys.path[:0] = {[path for path in sys.path if path]!r}\n{TRAINED}\n{code}\n")
    monkeypatch.setattr(worker_trainer, "WORKER", script)
    with pytest.raises(WorkerError, match="weights that are no numbers"):
        run(job())
    assert not (tmp_path / "mine").exists()


def test_an_environment_whose_python_has_gone_ends_with_one_sentence(job, monkeypatch, tmp_path):
    monkeypatch.setattr(finetune_job, "choose_trainer", lambda device: WorkerTrainer(device, tmp_path / "python"))
    with pytest.raises(WorkerError, match="No such file or directory"):
        run(job())


def test_a_device_that_is_not_there_is_refused_as_in_this_process(job, apart, tmp_path):
    with pytest.raises(InputError, match=r"Expected a device that PyTorch finds here \(cpu.*\), found 'warp'"):
        run(job(device="warp"))
    assert apart[0].process_id == 0 and not (tmp_path / "mine").exists()


class TestWhichPyTorchTrains:
    """As in mapping: that of QGIS's own Python, but for a graphics card that only the private one reaches."""

    @pytest.fixture
    def private(self, monkeypatch):
        """Function that says what the private environment is."""

        def standing(state, *devices):
            found = Standing(state, Path("x"), Path("x/python"), {}, devices or ("cpu",))
            monkeypatch.setattr(torch_environment, "inspect", lambda: found)

        return standing

    @pytest.fixture
    def no_torch(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "torch", None)

    @staticmethod
    def chosen(device: str = "auto") -> str:
        with select_trainer.choose_trainer(device) as trainer:
            return type(trainer).__name__

    def test_that_of_this_process_comes_first(self, private):
        private(State.READY)
        assert self.chosen() == "LocalTrainer" and select_trainer.missing_torch() == ""

    def test_a_graphics_card_of_the_private_one_is_used(self, private, monkeypatch):
        from hse_lcz.model.engines import torch_engine

        monkeypatch.setattr(torch_engine, "devices_here", lambda: ("cpu",))
        private(State.READY, "cpu", "cuda")
        assert self.chosen() == "WorkerTrainer" and self.chosen("cpu") == "LocalTrainer"

    def test_then_the_private_one(self, private, no_torch):
        private(State.READY)
        assert self.chosen() == "WorkerTrainer" and select_trainer.missing_torch() == ""

    @pytest.mark.parametrize(
        ("state", "found"),
        [
            (State.ABSENT, "no private environment"),
            (State.UNFINISHED, "not complete"),
            (State.BROKEN, "Python is gone"),
        ],
    )
    def test_without_any_one_sentence_says_what_to_do(self, private, no_torch, state, found):
        private(state)
        said = select_trainer.missing_torch()
        assert found in said and "run hselcz:setuptorch" in said and "METHOD heads" in said and "\n" not in said
        with pytest.raises(DependencyError) as caught:
            self.chosen()
        assert str(caught.value) == said

    def test_a_broken_one_gives_way_to_the_private_one(self, private, monkeypatch, tmp_path):
        (tmp_path / "torch").mkdir()
        (tmp_path / "torch" / "__init__.py").write_text("raise OSError('c10.dll is gone\\nand more')")
        monkeypatch.syspath_prepend(tmp_path)
        for name in [name for name in sys.modules if name.split(".")[0] == "torch" or name.endswith(".torch_engine")]:
            monkeypatch.delitem(sys.modules, name)
        private(State.READY)
        assert self.chosen() == "WorkerTrainer"
        private(State.ABSENT)
        with pytest.raises(DependencyError, match=r"does not load \(c10.dll is gone\)\. METHOD all layers needs"):
            self.chosen()
