# SPDX-License-Identifier: GPL-2.0-or-later
"""Safe reading of arrays from an untrusted `.npz`: a zip of plain numbers, in no more memory than they take.

NumPy's own reader believes what an array's header says of it; this one knows what it wants, and takes it in the one
form in which NumPy writes it.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np

from ..errors import PluginError

# A zip's directory of contents: 84 members of ours take 7 kB. Python would read it whole, whatever its size.
_DIRECTORY_BYTES = 100_000
_FILE_BYTES = 128_000_000
_END, _END_BYTES, _COMMENT_BYTES = b"PK\x05\x06", 22, 65_535
_LOCATOR_64, _LOCATOR_64_BYTES = b"PK\x06\x07", 20
# Version, length and text before the numbers. Source: NumPy, `numpy.lib.format`.
_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00(..)"
    rb"(\{'descr': '<f([24])', 'fortran_order': (True|False), 'shape': \(([\d, ]{0,99})\), \} {0,99}\n)",
    re.DOTALL,
)
_HEADER_BYTES = 500
_ORDERS = {b"True": "F", b"False": "C"}


class NpzError(ValueError):
    """An error in a file; its message is the rest of a sentence that begins with the file's name."""


class NpzReader:
    """A zip that is open for reading, its members known to be few, plain and of different names."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._members = {member.filename: member for member in file.infolist()}
        if len(self._members) < len(file.infolist()):
            raise NpzError("holds a member twice")
        for member in file.infolist():
            # Other methods can ask for gigabytes before they give a byte.
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or member.flag_bits & 1:
                raise NpzError("is compressed in a way that NumPy does not write, or encrypted")

    def check_names(self, wanted: set[str]) -> None:
        """Nothing is missing, and nothing there that has no business there.

        Raises:
            ArchiveError: names the first difference.
        """
        odd = sorted(wanted ^ set(self._members))
        if odd:
            raise NpzError(f"does not hold what its card says (first difference: {odd[0][:80]!a})")

    def read(self, name: str, most: int) -> bytes:
        """A member's bytes.

        Raises:
            KeyError: there is no such member.
            ArchiveError: it has more than `most` bytes, or not as many as the directory says.
        """
        member = self._members[name]
        with self._file.open(member) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise NpzError(f"has more in {name} than the {most} bytes that there can be")
        if len(data) != member.file_size:
            raise NpzError(f"is damaged: {name} has not the size that it should have")
        return data

    def array(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """The member `name`.npy as float32.

        Raises:
            ArchiveError: it is anything but finite float16 or float32 of that shape.
        """
        data = self.read(f"{name}.npy", _HEADER_BYTES + 4 * math.prod(shape))
        match = _HEADER.match(data)
        if match is None or int.from_bytes(match[1], "little") != len(match[2]):
            raise NpzError(f"holds something else in {name} than floats as NumPy writes them")
        sizes = tuple(int(size) for size in match[5].split(b",") if size.strip())
        if sizes != shape:
            raise NpzError(f"has {name} in shape {sizes} instead of {shape}")
        kind = np.dtype(f"<f{match[3].decode()}")
        if len(data) - match.end() != kind.itemsize * math.prod(shape):
            raise NpzError(f"has more or less data in {name} than its shape {shape}")
        values = np.frombuffer(data, kind, offset=match.end()).reshape(shape, order=_ORDERS[match[4]])
        if not np.isfinite(values).all():
            raise NpzError(f"has numbers in {name} that are not finite")
        return values.astype(np.float32)


@contextmanager
def opened(path: Path) -> Iterator[NpzReader]:
    """A file as an archive.

    Raises:
        FileNotFoundError: there is none.
        ArchiveError: it is no zip, or is damaged, or larger than one of ours can be; reading within raises it, too.
    """
    if path.exists() and not path.is_file():
        raise NpzError("is not a file")
    try:
        with open(path, "rb") as file:
            _check_size(file)
            with zipfile.ZipFile(file) as archive:
                yield NpzReader(archive)
    except (FileNotFoundError, NpzError, PluginError):
        raise
    except Exception as error:  # zipfile may raise anything on a manipulated directory
        raise NpzError("is no zip of arrays or is damaged") from error


def _check_size(file: BinaryIO) -> None:
    """The file and its directory are no larger than one of ours can be."""
    size = file.seek(0, 2)
    if size > _FILE_BYTES:
        raise NpzError(f"is larger than {_FILE_BYTES // 1_000_000} MB")
    file.seek(max(0, size - _END_BYTES - _COMMENT_BYTES - _LOCATOR_64_BYTES))
    tail = file.read()
    # Where Python looks, too: at the very end, or before a comment.
    end = len(tail) - _END_BYTES
    if end < 0 or tail[end : end + 4] != _END or tail[-2:] != b"\x00\x00":
        end = tail.rfind(_END)
    if end < 0:
        raise NpzError("is no zip of arrays or is damaged")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    if directory > _DIRECTORY_BYTES or tail[max(0, end - _LOCATOR_64_BYTES) : end].startswith(_LOCATOR_64):
        raise NpzError("lists more members than there can be")
    file.seek(0)
