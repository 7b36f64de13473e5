# SPDX-License-Identifier: GPL-2.0-or-later
"""The optimiser of the network's matrices: momentum whose directions are all made equally long (Muon).

A gradient is mostly a few strong directions; brought near an orthogonal matrix, every direction moves alike. PyTorch's
own (2.9 and later) takes no convolutions, and is too new.

Source: Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks" (the method, and the coefficients
of the Newton-Schulz iteration).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

SMALLEST, LARGEST = 16, 512
"""Sides of the matrices that it pays for: a step costs the cube of the side."""
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_ITERATIONS = 5


def is_matrix(parameter: nn.Parameter) -> bool:
    """Whether these are the weights of a 1 x 1 convolution of a size for this optimiser."""
    shape = parameter.shape
    return len(shape) == 4 and shape[2:] == (1, 1) and min(shape[:2]) >= SMALLEST and max(shape[:2]) <= LARGEST


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised, with decay of the weights apart from the gradient."""

    def __init__(
        self, parameters: Iterable[Tensor], lr: float = 0.02, momentum: float = 0.95, weight_decay: float = 0.05
    ) -> None:
        """Take up parameters for which `is_matrix` holds."""
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if not state:
                    state["momentum"] = torch.zeros_like(parameter)
                mean = state["momentum"].lerp_(parameter.grad, 1 - group["momentum"])
                ahead = parameter.grad.lerp(mean, group["momentum"]).flatten(1)
                rows, columns = ahead.shape
                direction = orthogonal(ahead) * max(1.0, rows / columns) ** 0.5
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                parameter.add_(direction.reshape(parameter.shape), alpha=-group["lr"])


def orthogonal(matrix: Tensor) -> Tensor:
    """A matrix (n, m) with the singular vectors of this one, and singular values near 1 (0.7 to 1.2)."""
    first, third, fifth = _COEFFICIENTS
    wide = matrix.bfloat16() if len(matrix) <= matrix.shape[1] else matrix.bfloat16().T
    wide = wide / (wide.norm() + 1e-7)
    for _ in range(_ITERATIONS):
        square = wide @ wide.T
        wide = first * wide + (third * square + fifth * square @ square) @ wide
    return (wide if len(matrix) <= matrix.shape[1] else wide.T).to(matrix.dtype)
