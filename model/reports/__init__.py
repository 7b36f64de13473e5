# SPDX-License-Identifier: GPL-2.0-or-later
"""HTML pages, charts, and tables as CSV or JSON text."""
