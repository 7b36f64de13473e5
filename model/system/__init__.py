# SPDX-License-Identifier: GPL-2.0-or-later
"""Processes, memory, file locks, threads, and the private Python environment that holds PyTorch."""
