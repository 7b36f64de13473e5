# SPDX-License-Identifier: GPL-2.0-or-later
"""What computes the network: NumPy, PyTorch in this process, or PyTorch in a process of its own."""
