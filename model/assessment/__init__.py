# SPDX-License-Identifier: GPL-2.0-or-later
"""A map compared with a reference, with a map of another date, or with the other kind of map."""
