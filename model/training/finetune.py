# SPDX-License-Identifier: GPL-2.0-or-later
"""Fine-tuning of all LCZ layers on a few training areas of one city, without forgetting other cities.

A network that is trained on thirty polygons of one city forgets the others unless training is regularised. The
backbone and all batch statistics are frozen, so that without a settlement reference the settlement map does not change.
Beside the loss on the labels there is a distillation loss: the network must predict as before where there is no label,
for zones that the labels lack; and everywhere on scenes like those of its first training, which are made from the chips
and from a simulated town by giving them the brightness and contrast of its training scenes. A penalty on the squared
distance to the starting weights (L2-SP) is added, and the weights that are kept lie on the straight line between the
start and the end of the training (`Recipe.interpolation`).

Sources: L2-SP, Li, Grandvalet, Davoine 2018; distillation against forgetting, Li & Hoiem 2016; averaging start and end,
Wortsman et al. 2022 (WiSE-FT).
"""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..assessment import metrics
from ..engines.torch_engine import TorchEngine
from ..mapping.neighbourhood import answer
from ..network.config import Maps, NetworkConfig
from ..network.model import Network, update_ema
from ..tables.sentinel2 import DN_PER_REFLECTANCE
from .lcz_cells import LCZ_CELLS, zones_at_100m
from .losses import settlement_loss, zones_loss
from .places import NO_SETTLEMENT, Place, Tile
from .recipe import Recipe, Scores
from .sampling import Batch, Sampler


def score(config: NetworkConfig, arrays: Mapping[str, np.ndarray], tiles: Sequence[Tile], device: str) -> Scores:
    """Map tiles as a user would, LCZ in cells of 100 m and HSE of 20 m, and compare them with their labels."""
    engine = TorchEngine(config, arrays, device)
    confusion, truth, found = np.zeros((metrics.CLASSES,) * 2, dtype=np.int64), [], []
    for tile in tiles:
        maps = answer(engine, tile.reflectance.astype(np.float32) / np.float32(DN_PER_REFLECTANCE), tile.inner)
        if maps.zones is not None:
            zones = zones_at_100m(maps.zones).repeat(LCZ_CELLS, 0).repeat(LCZ_CELLS, 1)
            confusion += metrics.confusion_matrix(tile.zones, zones[: tile.inner.height, : tile.inner.width])
        if maps.settlement is not None:
            known = np.isfinite(tile.settlement)
            truth.append(100 * tile.settlement[known])
            found.append(100 * maps.settlement[known])
    settlement = metrics.settlement_scores(np.concatenate([*truth, []]), np.concatenate([*found, []]))
    return Scores(confusion, metrics.zone_scores(confusion), settlement)


def untrained_arrays(config: NetworkConfig, chips: Sequence[Place], seed: int) -> dict[str, np.ndarray]:
    """The weights of a network that has learned nothing, with mean and deviation of the chips' reflectance."""
    torch.manual_seed(seed)
    network = Network(config)
    pixels = np.concatenate([chip.scenes[0].reshape(config.bands, -1)[:, ::7] for chip in chips], axis=1)
    pixels = pixels / np.float32(DN_PER_REFLECTANCE)
    network.reflectance_mean.copy_(torch.from_numpy(pixels.mean(axis=1)))
    network.reflectance_std.copy_(torch.from_numpy(pixels.std(axis=1) + 1e-3))
    return network.arrays()


class FineTuner:
    """A network in fine-tuning, together with a frozen copy of the starting one."""

    def __init__(
        self,
        config: NetworkConfig,
        arrays: Mapping[str, np.ndarray],
        recipe: Recipe,
        chips: Sequence[Place],
        unlabelled: Sequence[Place],
        device: str,
    ) -> None:
        """Build network, optimiser and samplers.

        Args:
            config: which variant of the network.
            arrays: to start from.
            recipe: how to train.
            chips: with labels.
            unlabelled: without.
            device: "cpu", "cuda" or "mps".
        """
        torch.manual_seed(recipe.seed)
        self.recipe, self.device = recipe, device
        self.network = Network.from_arrays(config, arrays).to(device, memory_format=torch.channels_last)
        self.start = copy.deepcopy(self.network).eval().requires_grad_(False)
        self.average = copy.deepcopy(self.start)
        self._learns_settlement = any((chip.settlement != NO_SETTLEMENT).any() for chip in chips)
        held: tuple[str, ...] = ()
        if recipe.freeze_backbone:
            held = ("backbone",) if self._learns_settlement else ("backbone", "attention.hse", "settlement")
        trained = {}
        for name, parameter in self.network.named_parameters():
            parameter.requires_grad_(not (held and name.startswith(held)))
            if parameter.requires_grad:
                trained[name] = parameter
        began = dict(self.start.named_parameters())
        self._pairs = [(parameter, began[name]) for name, parameter in trained.items()]
        self.optimizer = torch.optim.AdamW(trained.values(), weight_decay=recipe.weight_decay)
        self._labelled = Sampler(chips, balanced_share=recipe.balanced_share, levels=not recipe.freeze_backbone)
        self._others = Sampler([*chips, *unlabelled], balanced_share=0.0) if recipe.distillation_elsewhere else None
        self._mean = torch.from_numpy(arrays["reflectance_mean"]).to(device)
        self._std = torch.from_numpy(arrays["reflectance_std"]).to(device)
        # 1 for zones without labels: only their probabilities are distilled in labelled scenes.
        self._lacking = torch.ones(config.zones, device=device)
        for chip in chips:
            self._lacking[torch.from_numpy(chip.zones.reshape(len(chip.zones), -1).any(axis=1)).to(device)] = 0
        self.step = 0

    def advance(self) -> float:
        """One step; its loss on the labels."""
        recipe = self.recipe
        torch.manual_seed(recipe.seed * 1_000_003 + self.step)
        rng = np.random.default_rng([recipe.seed, self.step])
        batch = Batch(*(tensor.to(self.device) for tensor in self._labelled.batch(rng, recipe.batch)))
        for group in self.optimizer.param_groups:
            group["lr"] = self._learning_rate()
        self.network.train()
        if recipe.freeze_backbone:
            for module in self.network.modules():
                if isinstance(module, nn.BatchNorm2d):
                    module.eval()
        maps, before = self._predict(batch.reflectance, recipe.distillation)
        learned = self._label_loss(maps, batch)
        loss = learned + recipe.distillation * self._distillation_loss(maps, before, batch) + self._l2_sp_loss()
        if self._others is not None:
            pixels = self._as_elsewhere(rng, self._others.batch(rng, recipe.batch).reflectance.to(self.device))
            maps, before = self._predict(pixels, recipe.distillation_elsewhere)
            loss = loss + recipe.distillation_elsewhere * self._distillation_loss(maps, before, None)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([parameter for parameter, _ in self._pairs], 5.0)
        self.optimizer.step()
        update_ema(self.average, self.network, recipe.ema_decay, self.step)
        self.step += 1
        return float(learned.detach())

    def _learning_rate(self) -> float:
        rise = max(1, round(self.recipe.steps * self.recipe.warm_up))
        if self.step < rise:
            return self.recipe.learning_rate * (self.step + 1) / rise
        share = (self.step - rise) / max(1, self.recipe.steps - rise)
        return self.recipe.learning_rate * (0.02 + 0.98 * (1 + math.cos(math.pi * share)) / 2)

    def _label_loss(self, maps: Maps, batch: Batch) -> Tensor:
        loss = torch.zeros((), device=self.device)
        if maps.zones is not None:
            loss = loss + zones_loss(F.avg_pool2d(maps.zones, 2), batch.zones)
        if maps.settlement is not None and self._learns_settlement:
            loss = loss + settlement_loss(maps.settlement, batch.settlement)
        return loss

    def _predict(self, reflectance: Tensor, weight: float) -> tuple[Maps, Maps | None]:
        """The network's maps of a batch, and those of the starting weights if the distillation weight is not 0."""
        pixels = reflectance.contiguous(memory_format=torch.channels_last)
        with torch.autocast(pixels.device.type, dtype=torch.bfloat16, enabled=self.recipe.bfloat16):
            # Frozen layers give the same features for the starting weights.
            with torch.set_grad_enabled(not self.recipe.freeze_backbone):
                fine = self.network.fine(pixels)
                shared = self.network.backbone_20m(fine)
            maps = self.network.answer(fine, shared)
            if not weight:
                return maps, None
            with torch.no_grad():
                return maps, self.start.answer(fine, shared) if self.recipe.freeze_backbone else self.start(pixels)

    def _as_elsewhere(self, rng: np.random.Generator, reflectance: Tensor) -> Tensor:
        """Crops with a brightness and contrast that scenes of the first training may have had."""
        mean, std = reflectance.mean(dim=(2, 3), keepdim=True), reflectance.std(dim=(2, 3), keepdim=True)
        shape = len(reflectance), len(self._mean), 1, 1

        def drawn() -> Tensor:
            """A factor common to the bands, and one for each."""
            values = 0.35 * rng.standard_normal((len(reflectance), 1, 1, 1)) + 0.15 * rng.standard_normal(shape)
            return torch.from_numpy(np.exp(values).astype(np.float32)).to(self.device)

        bright, rich = drawn(), drawn()
        spread = 0.7 * self._std[:, None, None] * rich / (std + 0.005)  # one scene varies less than all together
        return (self._mean[:, None, None] * bright + (reflectance - mean) * spread).clamp(0, 2)

    def _distillation_loss(self, maps: Maps, before: Maps | None, batch: Batch | None) -> Tensor:
        """Divergence from the starting network: everywhere, or in a labelled batch only where there is no label."""
        loss = torch.zeros((), device=self.device)
        if before is None:
            return loss
        if maps.zones is not None:
            log = torch.log(maps.zones.clamp_min(1e-6)) - torch.log(before.zones.clamp_min(1e-6))
            moved = -(before.zones * log).sum(dim=1, keepdim=True)
            if batch is not None:
                labelled = F.interpolate(batch.zones.sum(dim=1, keepdim=True), size=maps.zones.shape[-2:])
                lacking = (before.zones * self._lacking[:, None, None]).sum(dim=1, keepdim=True)
                moved = moved * lacking * (labelled < 0.5)
            loss = loss + moved.mean()
        if maps.settlement is not None and self._learns_settlement:
            unknown = 1.0 if batch is None else torch.isnan(batch.settlement).float()
            loss = loss + ((maps.settlement - before.settlement).abs() * unknown).mean()
        return loss

    def _l2_sp_loss(self) -> Tensor:
        if not self.recipe.l2_sp:
            return torch.zeros((), device=self.device)
        return self.recipe.l2_sp * sum((now - then).square().sum() for now, then in self._pairs)

    def arrays(self, interpolation: float | None = None) -> dict[str, np.ndarray]:
        """The weights to keep: a share of the way from the starting weights to the averaged trained ones."""
        share = np.float32(self.recipe.interpolation if interpolation is None else interpolation)
        start, end = self.start.arrays(), self.average.arrays()
        return {name: start[name] + share * (end[name] - start[name]) for name in end}
