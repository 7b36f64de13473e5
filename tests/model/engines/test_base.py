# SPDX-License-Identifier: GPL-2.0-or-later
"""Which engine is taken: PyTorch here, PyTorch in a process of its own, NumPy."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hse_lcz.model.engines import worker_engine
from hse_lcz.model.engines.numpy_engine import NumpyEngine
from hse_lcz.model.engines.select import choose_engine
from hse_lcz.model.errors import InputError
from hse_lcz.model.network import weights
from hse_lcz.model.system import torch_environment
from hse_lcz.model.system.torch_environment import Standing, State


@pytest.fixture
def small(small_weights):
    return weights.load(small_weights)


@pytest.fixture(params=[State.ABSENT, State.UNFINISHED, State.BROKEN])
def nothing_private(request, monkeypatch):
    monkeypatch.setattr(torch_environment, "inspect", lambda: Standing(request.param, Path("x"), Path("x/python"), {}))


@pytest.fixture
def private(monkeypatch):
    """A private environment, whose process is only written down."""
    started = []

    class Worker(NumpyEngine):
        def __init__(self, kept, device, python, substitute):
            super().__init__(kept)
            started.append((device, str(python)))
            with substitute() as other:
                assert isinstance(other, NumpyEngine)

    monkeypatch.setattr(torch_environment, "inspect", lambda: Standing(State.READY, Path("x"), Path("x/python"), {}))
    monkeypatch.setattr(worker_engine, "WorkerEngine", Worker)
    return started


@pytest.fixture
def no_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)


@pytest.fixture
def broken_torch(monkeypatch, tmp_path):
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text("raise OSError('c10.dll is gone\\nand more')")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == "torch" or name.endswith(".torch_engine")]:
        monkeypatch.delitem(sys.modules, name)


def test_torch_in_this_process_comes_first(small, private):
    pytest.importorskip("torch")
    with choose_engine("cpu", small) as chosen:
        assert chosen.description.startswith("PyTorch") and chosen.notes() == []
    assert not private


class TestACardThatOnlyThePrivatePyTorchReaches:
    """A build for processors in QGIS's Python used to hide a CUDA build in the private environment."""

    @pytest.fixture
    def card(self, monkeypatch):
        """What the private process runs on; the devices asked for, in order."""
        pytest.importorskip("torch")
        from hse_lcz.model.engines import torch_engine

        monkeypatch.setattr(torch_engine, "devices_here", lambda: ("cpu",))
        standing = Standing(State.READY, Path("x"), Path("x/python"), {}, ("cpu", "cuda"))
        monkeypatch.setattr(torch_environment, "inspect", lambda: standing)
        asked = []

        def private(runs_on, fails=False):
            class Worker(NumpyEngine):
                def __init__(self, kept, device, python, substitute):
                    super().__init__(kept)
                    asked.append(device)
                    self.device, self.has_failed, self.substitute = runs_on, fails, substitute

            monkeypatch.setattr(worker_engine, "WorkerEngine", Worker)
            return asked

        return private

    @pytest.mark.parametrize("device", ["auto", "cuda"])
    def test_it_is_used(self, small, card, device):
        asked = card("cuda")
        with choose_engine(device, small) as chosen:
            assert type(chosen).__name__ == "Worker" and chosen.device == "cuda" and asked == [device]

    def test_it_is_not_used_where_the_processor_is_wanted(self, small, card):
        asked = card("cuda")
        with choose_engine("cpu", small) as chosen:
            assert chosen.description.startswith("PyTorch") and not asked

    def test_where_the_card_is_gone_the_process_of_qgis_computes(self, small, card):
        card("cpu")
        with choose_engine("auto", small) as chosen:
            assert chosen.description.startswith("PyTorch") and chosen.device == "cpu"

    def test_where_that_process_fails_pytorch_of_this_one_continues(self, small, card):
        card("cpu", fails=True)
        with choose_engine("auto", small) as chosen, chosen.substitute() as other:
            assert chosen.has_failed and other.description.startswith("PyTorch")


def test_then_torch_in_a_process_of_its_own(small, private, no_torch):
    with choose_engine("cuda", small):
        assert private == [("cuda", str(Path("x/python")))]


def test_a_broken_torch_is_no_reason_not_to_take_the_private_one(small, private, broken_torch):
    with choose_engine("auto", small) as chosen:
        assert private == [("auto", str(Path("x/python")))] and chosen.notes() == []


@pytest.mark.parametrize("device", ["auto", "cpu"])
def test_then_numpy(small, nothing_private, no_torch, device):
    with choose_engine(device, small) as chosen:
        assert chosen.description.startswith("NumPy") and chosen.device == "cpu"


def test_a_broken_torch_is_mentioned(small, nothing_private, broken_torch):
    with choose_engine("auto", small) as chosen:
        assert chosen.description.startswith("NumPy")
        assert chosen.notes()[0] == "PyTorch is installed but does not load (c10.dll is gone), so it is not used."


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_numpy_knows_no_graphics_card(small, nothing_private, no_torch, device):
    with pytest.raises(InputError, match=f"DEVICE {device}, found NumPy alone.*choose auto or cpu, or get PyTorch"):
        choose_engine(device, small)


def test_an_environment_that_lost_its_python_is_mentioned(small, no_torch, monkeypatch):
    monkeypatch.setattr(torch_environment, "inspect", lambda: Standing(State.BROKEN, Path("x"), Path("x/python"), {}))
    with choose_engine("auto", small) as chosen:
        assert chosen.description.startswith("NumPy")
        assert "is gone, so it is not used; run hselcz:setuptorch again." in chosen.notes()[0]
