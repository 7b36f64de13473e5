# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of outputs before any work: none is an input, and all can be written."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Optional

from ..errors import InputError, OutputError

SIDECARS = ("", ".aux.xml", ".ovr", ".msk")
"""Endings of the files that belong to a raster; an output replaces them together with it."""
HIDDEN = ".hse_lcz-"
"""First letters of the hidden folders in which outputs are written before they are moved into place."""

# Not HIDDEN: other runs remove what such a folder leaves.
_TEST_FOLDER = ".hse_lcz_test-"
# Added to a name while outputs are written and moved: the longest sidecar, and the second name of an old file.
_LONGEST_ENDING = ".aux.xml.old"
# Added to a folder: the hidden folder, whose random part has eight letters.
_HIDDEN_LENGTH = len(HIDDEN) + 8 + 1
# Where the system does not say.
_LONGEST_NAME, _LONGEST_PATH = 255, 4096
# Source: Microsoft, Maximum Path Length Limitation: MAX_PATH is 260 characters (UTF-16) with the closing zero.
_LONGEST_WINDOWS_PATH = 259
_GDAL_PATH = re.compile(r"/vsi\w+[/?{]|\w[\w+.-]+://|(ogr|memory|postgis|postgres|spatialite|mssql|oracle|hana):", re.I)
# A path inside an archive or behind a GDAL prefix: the file itself is what may not be overwritten.
_VSI_PREFIX = re.compile(r"(/vsi[a-z0-9]+/)+", re.I)
_QUOTED = re.compile(r'"([^"]+)"')
_VRT_SOURCE = re.compile(r"<(?:SourceFilename|SrcDataSource)(?P<options>[^>]*)>(?P<path>[^<]+)</")
_ARCHIVES = (".zip", ".kmz", ".tar", ".tgz", ".gz", ".7z", ".rar")
_LARGEST_VRT_BYTES = 10_000_000


class OutputFault(NamedTuple):
    """Why an output cannot be written, in parts that make a sentence in the core and one in QGIS's forms."""

    name: str
    path: str
    expected: str
    """Description of a valid output: "a file of its own"."""
    found: str
    """Description of the fault, which follows the path: "is an input"."""
    remedy: str
    is_taken: bool = False
    """Whether the path is an input or another output, rather than a place where nothing can be written."""

    @property
    def sentence(self) -> str:
        """The sentence of the core."""
        return f"Expected {self.expected} for {self.name}, found {self.path}, which {self.found}; {self.remedy}."


def check_outputs(
    outputs: Mapping[str, str],
    inputs: Iterable[Optional[str]],
    allowed: Optional[Iterable[str]] = None,
    at_least_one: bool = False,
) -> None:
    """Check, before any work, that every output can be written and overwrites nothing that is read.

    Args:
        outputs: path by name.
        inputs: everything that is read: rasters, masks, polygons, weights; None and "" count as nothing.
        allowed: names that an output may have; None allows any.
        at_least_one: whether no output at all is a mistake.

    Raises:
        InputError: an output is unknown, or is an input or another output.
        OutputError: it cannot be written where it is to be.
    """
    names = None if allowed is None else list(allowed)
    unknown = [] if names is None else sorted(set(outputs) - set(names))
    if unknown or (at_least_one and not outputs):
        choice = "choose at least one" if at_least_one else "choose one of these"
        among = f" among {', '.join(names)}" if names else ""
        raise InputError(f"Expected outputs{among}, found {', '.join(unknown) or 'none'}; {choice}.")
    fault = find_fault(outputs, inputs)
    if fault is not None:
        raise (InputError if fault.is_taken else OutputError)(fault.sentence)


def find_fault(outputs: Mapping[str, str], inputs: Iterable[Optional[str]]) -> Optional[OutputFault]:
    """The first reason why an output cannot be written; None where there is none.

    Args:
        outputs: path by name.
        inputs: everything that is read; None and "" count as nothing.
    """
    owners = {key: "an input" for source in inputs if source for path in files_of(source) for key in _keys(path)}
    writable: dict[str, str] = {}
    for name, path in outputs.items():
        fault = _unwritable(path, writable)
        if fault is not None:
            return OutputFault(name, path, *fault)
        # The files beside an output are replaced with it, but they are not outputs that others must keep away from.
        keys = {key for ending in SIDECARS for key in _keys(path + ending)}
        owner = next((owners[key] for key in keys if key in owners), None)
        if owner is not None:
            return OutputFault(name, path, "a file of its own", f"is {owner} already", "choose another name", True)
        owners.update(dict.fromkeys(_keys(path), name))
    return None


def identity(path: str) -> str:
    """The canonical form of a file's path, by which paths are compared."""
    return os.path.normcase(os.path.realpath(path))


def files_of(source: str) -> Iterator[str]:
    """The files on the disk that GDAL reads when it opens a source.

    Args:
        source: a path; one inside an archive or a subdataset; a VRT or its text, whose sources count too.

    >>> list(files_of('NETCDF:"/data/scene.nc":B2')), list(files_of("/vsizip//data/scene.zip/B02.tif"))
    (['/data/scene.nc'], ['/data/scene.zip'])
    """
    if source.lstrip().startswith("<"):
        yield from _sources_of_vrt(source, "")
        return
    path = _path_of(source)
    yield path
    if path.lower().endswith(".vrt"):
        try:
            text = Path(path).read_bytes()[:_LARGEST_VRT_BYTES].decode("utf-8", "replace")
        except OSError:
            return
        yield from _sources_of_vrt(text, os.path.dirname(path))


def _sources_of_vrt(text: str, folder: str) -> Iterator[str]:
    for match in _VRT_SOURCE.finditer(text):
        path = _path_of(match["path"].replace("&amp;", "&").replace("&lt;", "<").replace("&quot;", '"'))
        yield os.path.join(folder, path) if re.search(r'relativeToVRT\s*=\s*"1"', match["options"]) else path


def _path_of(source: str) -> str:
    """The file of a path that carries a GDAL prefix, a place in an archive, or a layer's name."""
    if os.path.exists(source):
        return source
    quoted = _QUOTED.search(source)
    path = quoted.group(1) if quoted else source
    prefix = _VSI_PREFIX.match(path)
    path = path[prefix.end() :] if prefix else path
    path = path.split("|", 1)[0]
    if not prefix:
        parts = path.split(":")
        ends = (":".join(parts[first:]) for first in range(len(parts)))
        return next(filter(os.path.exists, ends), path)
    inside = Path(path.replace("{", "").replace("}", ""))
    archives = (str(part) for part in (inside, *inside.parents) if part.name.lower().endswith(_ARCHIVES))
    return next(archives, str(inside))


def _keys(path: str) -> set[object]:
    """Keys that identify a file: its path and, where it exists, device and inode, whatever the case of its letters."""
    keys: set[object] = {identity(path)}
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return keys
    return keys | {(status.st_dev, status.st_ino)} if status.st_ino else keys


def _unwritable(path: str, writable: dict[str, str]) -> Optional[tuple[str, str, str]]:
    """Expectation, fault and remedy of an output that cannot be written; None where it can be.

    Args:
        path: of the output.
        writable: what was found out of folders, "" where they can be written; kept from output to output.
    """
    if _GDAL_PATH.match(path):
        remedy = "choose a folder and a file name on the disk"
        return "a file on the disk", "is a path that only GDAL or a database knows", remedy
    if os.path.expanduser(path) != path:  # a shell expands it, neither Python nor QGIS does: a folder would be called ~
        home = os.path.expanduser(re.split(r"[/\\]", path)[0])
        return "a full path", "begins with ~, which only a shell knows", f"write {home} in its place"
    target = os.path.abspath(path)
    folder, name = os.path.split(target)
    if "\0" in path:
        return "a file name", "holds a character that no file name may hold", "choose another name"
    is_folder, exists = os.path.isdir(target), os.path.exists(target)
    too_long = _too_long(folder, name)
    if too_long:
        return "a shorter path", too_long, "choose a shorter name or another folder"
    if is_folder or not name:
        return "a file", "is a folder", "choose a file name in it"
    if exists and not os.stat(target).st_mode & 0o222:
        return "a file that may be replaced", "is write-protected", "remove the protection or choose another name"
    if folder not in writable:
        writable[folder] = _folder_fault(folder)
    if writable[folder]:
        return "a path in a folder that can be written", writable[folder], "choose another folder"
    return None


def _too_long(folder: str, name: str) -> str:
    """By how much a path is too long, temporary names of the writing included; "" where it is short enough."""
    try:
        most_name, most_path = (os.pathconf(_existing(folder), key) for key in ("PC_NAME_MAX", "PC_PATH_MAX"))
    except (AttributeError, OSError, ValueError):
        most_name, most_path = _LONGEST_NAME, _LONGEST_WINDOWS_PATH if os.name == "nt" else _LONGEST_PATH
    name_length = _length(name) + len(_LONGEST_ENDING)
    if name_length > most_name:
        return f"has a name of {len(name)} letters, {name_length - most_name} bytes more than can be written here"
    path_length = _length(folder) + _HIDDEN_LENGTH + name_length + 1
    if path_length > most_path:
        return f"is {path_length - most_path} bytes longer than can be written here"
    return ""


def _length(text: str, is_windows: bool = os.name == "nt") -> int:
    """Length of a name or path as the system counts it: UTF-16 code units on Windows, bytes elsewhere.

    >>> _length("Жуковский", is_windows=True), _length("Жуковский", is_windows=False)
    (9, 18)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if is_windows else len(os.fsencode(text))


def _existing(folder: str) -> str:
    """The folder, or the nearest one above it that is there."""
    here = folder
    while not os.path.lexists(here) and os.path.dirname(here) != here:
        here = os.path.dirname(here)
    return here


def _folder_fault(folder: str) -> str:
    """Why files cannot be written into a folder, which is made if it is missing; "" where they can."""
    here = _existing(folder)
    if not os.path.isdir(here):
        return f"lies in {here}, which cannot be written (it is a file)"
    try:
        # Permissions do not tell of read-only file systems or of network drives: writing does.
        with tempfile.TemporaryDirectory(prefix=_TEST_FOLDER, dir=here) as made:
            Path(made, "test").touch()
    except OSError as error:
        return f"lies in {here}, which cannot be written ({error.strerror})"
    return ""
