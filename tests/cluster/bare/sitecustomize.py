# SPDX-License-Identifier: GPL-2.0-or-later
"""On PYTHONPATH this makes an environment in which QGIS, Qt and PyTorch are not installed."""

import sys

for name in ("qgis", "PyQt5", "PyQt6", "torch"):
    sys.modules[name] = None
