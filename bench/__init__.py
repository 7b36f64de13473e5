# SPDX-License-Identifier: GPL-2.0-or-later
"""How fast the maps are made, beside other ways to make them: `make bench`."""

import os

from hse_lcz.model.system.openmp import limit_spinning

limit_spinning(os.environ)  # as the plugin does before it loads PyTorch; the benches load it first
