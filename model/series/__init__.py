# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps of several dates of one place that agree with each other: a hidden Markov model of the zone of each cell."""
