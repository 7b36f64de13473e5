# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a scheduler is gone, or only slow.

A process that gets no processor time, or that is stopped, answers nothing for as long as that lasts; yet the kernel of
its machine accepts connections to its port. Where the process has ended, the kernel refuses them. So a scheduler is
gone where nobody accepts a connection several times in a row, and is waited for in all other cases.
"""

from __future__ import annotations

import socket
import time

from distributed.comm.addressing import get_address_host_port, parse_address

# Seconds before each try: a scheduler that is being started again has some seconds' time.
_BACK_OFF_S = (0.0, 0.5, 1.0, 2.0, 4.0)
# A kernel accepts or refuses at once; only a machine that is off, or a network that is cut, does neither.
_KERNEL_S = 60.0


def is_gone(address: str) -> bool:
    """Whether a scheduler's address accepts no connections any more; takes seconds in this case.

    Args:
        address: as Dask writes it, such as tcp://10.0.0.1:8786.

    Raises:
        ValueError: that is no address.
    """
    for delay in _BACK_OFF_S:
        time.sleep(delay)
        if _accepts(address):
            return False
    return True


def _accepts(address: str) -> bool:
    """Whether a connection to an address succeeds; also true where the address has no port to try."""
    if parse_address(address)[0] not in ("tcp", "tls"):
        return True
    try:
        with socket.create_connection(get_address_host_port(address), timeout=_KERNEL_S):
            return True
    except OSError:
        return False
