# SPDX-License-Identifier: GPL-2.0-or-later
"""Work with one map of local climate zones: read, recognise, align, smooth, convert, summarise."""
