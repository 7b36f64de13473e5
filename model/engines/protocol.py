# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages with arrays through a pipe: a length, a header in JSON, then the bytes of the arrays.

    4 bytes      length of the header, little-endian
    header       JSON: {"about": anything, "arrays": [[name, [side, ...]], ...]}
    the rest     each array as float32 in C order, one after the other

Nothing that arrives is ever executed, and nothing larger than the header allows is ever read.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple, Optional

import numpy as np

_LENGTH = struct.Struct("<I")
_HEADER_BYTES = 1_000_000
_ARRAYS_BYTES = 8_000_000_000
_FLOAT = np.dtype("<f4")


class Message(NamedTuple):
    """One message."""

    about: dict[str, Any]
    """Plain JSON."""
    arrays: Mapping[str, np.ndarray]
    """By name; they travel as float32."""


class ProtocolError(ValueError):
    """What arrived is no message."""


def write(pipe: BinaryIO, message: Message) -> None:
    """Sends a message.

    Raises:
        OSError: the other end is closed.
    """
    arrays = {name: np.asarray(array, dtype=_FLOAT, order="C") for name, array in message.arrays.items()}
    shapes = [[name, list(array.shape)] for name, array in arrays.items()]
    header = json.dumps({"about": message.about, "arrays": shapes}).encode()
    pipe.write(_LENGTH.pack(len(header)) + header)
    for array in arrays.values():
        pipe.write(memoryview(array.reshape(-1).view(np.uint8)))
    pipe.flush()


def read(pipe: BinaryIO) -> Optional[Message]:
    """Receives a message, None where the pipe ends before one.

    Raises:
        ProtocolError: what arrives is no message, or ends within one.
    """
    start = pipe.read(_LENGTH.size)
    if not start:
        return None
    length = _LENGTH.unpack(_whole(start, _LENGTH.size))[0]
    if length > _HEADER_BYTES:
        raise ProtocolError(f"a header of {length} bytes")
    try:
        header = json.loads(_whole(pipe.read(length), length))
        about = dict(header["about"])
        shapes = {str(name): tuple(map(int, shape)) for name, shape in header["arrays"]}
    except (ValueError, KeyError, TypeError) as error:
        raise ProtocolError(f"no header ({error})") from error
    sizes = {name: math.prod(shape) for name, shape in shapes.items()}
    if any(side < 0 for shape in shapes.values() for side in shape) or 4 * sum(sizes.values()) > _ARRAYS_BYTES:
        raise ProtocolError(f"arrays of {shapes}")
    arrays = {}
    for name, shape in shapes.items():
        data = bytearray(4 * sizes[name])
        _fill(pipe, data)
        # A bytearray, as PyTorch wants memory that may be written to.
        arrays[name] = np.frombuffer(data, dtype=_FLOAT).reshape(shape)
    return Message(about, arrays)


def _whole(data: bytes, length: int) -> bytes:
    if len(data) < length:
        raise ProtocolError(f"{len(data)} of {length} bytes")
    return data


def _fill(pipe: BinaryIO, data: bytearray) -> None:
    rest = memoryview(data)
    while rest:
        count = pipe.readinto(rest)  # type: ignore[attr-defined]
        if not count:
            raise ProtocolError(f"{len(data) - len(rest)} of {len(data)} bytes")
        rest = rest[count:]
