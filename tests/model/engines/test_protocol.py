# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes into a pipe comes out of it; what is no frame is refused and nothing else happens."""

from __future__ import annotations

import io
import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hse_lcz.model.engines import protocol
from hse_lcz.model.engines.protocol import Message, ProtocolError

shapes = arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5)
floats = arrays.arrays(np.float32, shapes, elements=st.floats(width=32))


def sent(*messages: Message) -> io.BytesIO:
    pipe = io.BytesIO()
    for message in messages:
        protocol.write(pipe, message)
    pipe.seek(0)
    return pipe


@given(st.lists(st.tuples(st.dictionaries(st.text(), st.integers()), st.dictionaries(st.text(), floats)), max_size=3))
def test_frames_arrive_in_their_order_as_they_were(messages):
    pipe = sent(*(Message(about, found) for about, found in messages))
    for about, found in messages:
        frame = protocol.read(pipe)
        assert frame.about == about
        assert list(frame.arrays) == list(found)
        for name, array in found.items():
            np.testing.assert_array_equal(frame.arrays[name], array)
            assert frame.arrays[name].shape == array.shape
    assert protocol.read(pipe) is None


@pytest.mark.parametrize(
    ("kind", "travels"),
    [("uint8", "uint8"), ("uint16", "uint16"), (">u2", "uint16"), ("int64", "float32"), ("float64", "float32")],
)
def test_arrays_of_any_kind_and_order_arrive_and_may_be_written_to(kind, travels):
    array = np.arange(12).astype(kind).reshape(3, 4).T[::2]
    got = protocol.read(sent(Message({}, {"a": array}))).arrays["a"]
    assert got.dtype == np.dtype(travels)
    assert got.flags.writeable
    np.testing.assert_array_equal(got, array)


@given(st.binary(min_size=1, max_size=200))
def test_noise_is_refused(noise):
    with pytest.raises(ProtocolError):
        protocol.read(io.BytesIO(noise))


@given(st.data())
def test_a_frame_that_ends_early_is_refused(data):
    whole = sent(Message({"do": "run"}, {"a": np.ones((2, 3))})).getvalue()
    with pytest.raises(ProtocolError):
        protocol.read(io.BytesIO(whole[: data.draw(st.integers(1, len(whole) - 1))]))


def framed(header: object) -> io.BytesIO:
    text = json.dumps(header).encode()
    return io.BytesIO(struct.pack("<I", len(text)) + text)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ([], "no header"),
        ({"about": {}}, "no header"),
        ({"about": {}, "arrays": [["a"]]}, "no header"),
        ({"about": {}, "arrays": [["a", ["many"], "f4"]]}, "no header"),
        ({"about": {}, "arrays": [["a", [1], "O"]]}, "no header"),
        ({"about": {}, "arrays": [["a", [1], ["f4"]]]}, "no header"),
        ({"about": {}, "arrays": [["a", [-1], "f4"]]}, "arrays of"),
        ({"about": {}, "arrays": [["a", [-1], "f4"], ["b", [1], "f4"]]}, "arrays of"),
        ({"about": {}, "arrays": [["a", [100_000, 100_000], "f4"]]}, "arrays of"),
        ({"about": {}, "arrays": [["a", [1000], "f4"]]}, "0 of 4000 bytes"),
        ({"about": {}, "arrays": [["a", [1000], "u2"]]}, "0 of 2000 bytes"),
    ],
)
def test_a_header_that_cannot_be_is_refused_before_memory_is_taken(header, reason):
    with pytest.raises(ProtocolError, match=reason):
        protocol.read(framed(header))
