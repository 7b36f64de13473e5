# SPDX-License-Identifier: GPL-2.0-or-later
"""A netCDF file in the making (classic format, 64-bit offsets), which every netCDF library reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Optional, Union

import numpy as np

from ..errors import OutputError

Attribute = Union[str, int, float, np.generic, np.ndarray]


class NetcdfFile:
    """A netCDF file to fill; a context manager that closes it."""

    def __init__(self, path: Path, attributes: Mapping[str, Attribute]) -> None:
        """Create a file.

        Args:
            path: of the file.
            attributes: global ones.

        Raises:
            OutputError: it cannot be created.
        """
        from scipy.io import netcdf_file  # the provider loads without SciPy

        self._path = path
        try:
            self._file = netcdf_file(str(path), "w", version=2)
        except OSError as error:
            raise OutputError(f"{path.name} cannot be written ({error.strerror}); choose another folder.") from error
        for name, value in attributes.items():
            setattr(self._file, name, value)

    def dimension(self, name: str, size: int) -> None:
        """Add a dimension."""
        self._file.createDimension(name, size)

    def variable(self, name: str, values: np.ndarray, dimensions: tuple[str, ...], **attributes: Attribute) -> None:
        """Add a variable of the type of its values; 64-bit integers, which the format lacks, become 32-bit ones."""
        values = np.asarray(values)
        values = values.astype(np.int32) if values.dtype == np.int64 else values
        made = self._file.createVariable(name, values.dtype.newbyteorder(">"), dimensions)
        made[...] = values
        for key, value in attributes.items():
            setattr(made, key, value)

    def __enter__(self) -> NetcdfFile:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        try:
            self._file.close()
        except OSError as failure:
            raise OutputError(
                f"{self._path.name} cannot be written ({failure.strerror}); free some disk space or choose another "
                "folder."
            ) from failure
