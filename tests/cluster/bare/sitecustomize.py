# SPDX-License-Identifier: GPL-2.0-or-later
"""On PYTHONPATH this makes an environment without QGIS and Qt, and without PyTorch where that is not asked for."""

import os
import sys

for name in ("qgis", "PyQt5", "PyQt6", *(() if os.environ.get("HSE_LCZ_TEST_TORCH") else ("torch",))):
    sys.modules[name] = None
