# SPDX-License-Identifier: GPL-2.0-or-later
"""What is installed on this computer, for bug reports, and a self-test of the whole chain."""
