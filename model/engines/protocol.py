# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages with arrays through a pipe: a length, a header in JSON, then the bytes of the arrays.

    4 bytes      length of the header, little-endian
    header       JSON: {"about": anything, "arrays": [[name, [side, ...], kind], ...]}
    the rest     each array in C order, one after the other; kind: f4 (float32), u1 or u2 (whole numbers), little-endian

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
_FLOAT = "f4"
_KINDS = {kind: np.dtype(f"<{kind}") for kind in (_FLOAT, "u1", "u2")}


class Message(NamedTuple):
    """A message between the two processes."""

    about: dict[str, Any]
    """Plain JSON."""
    arrays: Mapping[str, np.ndarray]
    """Arrays by name; uint8 and uint16 are sent as they are, all others as float32."""


class ProtocolError(ValueError):
    """The received bytes are no valid message."""


def write(pipe: BinaryIO, message: Message) -> None:
    """Sends a message.

    Raises:
        OSError: the other end is closed.
    """
    kinds = {name: _kind(array) for name, array in message.arrays.items()}
    arrays = {name: np.asarray(array, _KINDS[kinds[name]], order="C") for name, array in message.arrays.items()}
    listed = [[name, list(array.shape), kinds[name]] for name, array in arrays.items()]
    header = json.dumps({"about": message.about, "arrays": listed}).encode()
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
        listed = header["arrays"]
        shapes = {str(name): tuple(map(int, shape)) for name, shape, _ in listed}
        kinds = {str(name): _KINDS[kind] for name, _, kind in listed}
    except (ValueError, KeyError, TypeError) as error:
        raise ProtocolError(f"no header ({error})") from error
    sizes = {name: kinds[name].itemsize * math.prod(shape) for name, shape in shapes.items()}
    if any(side < 0 for shape in shapes.values() for side in shape) or sum(sizes.values()) > _ARRAYS_BYTES:
        raise ProtocolError(f"arrays of {shapes}")
    arrays = {}
    for name, shape in shapes.items():
        data = bytearray(sizes[name])
        _fill(pipe, data)
        # A bytearray, as PyTorch wants memory that may be written to.
        arrays[name] = np.frombuffer(data, dtype=kinds[name]).reshape(shape)
    return Message(about, arrays)


def _kind(array: np.ndarray) -> str:
    kind = np.asarray(array).dtype.str[1:]
    return kind if kind in _KINDS else _FLOAT


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
