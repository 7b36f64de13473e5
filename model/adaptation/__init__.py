# SPDX-License-Identifier: GPL-2.0-or-later
"""Adaptation of the network to a user's training areas without PyTorch, and the check of these areas.

Only the last layers, the heads, learn: each is a linear classifier on features that the rest of the network computes.
One run passes these stages:

    scene, polygons -> `labels` (which cell has which zone and belongs to which polygon)
                    -> `head_features` (inputs of the heads, only in windows where polygons lie)
                    -> `samples` (one row for each 100 m cell of each polygon)
                    -> `head_fit` (new head weights, held near the old ones)
                    -> `bootstrap` (accuracy on whole polygons that a fit has not seen)
                    -> `adapt_job` (a weights file with its card, and a report)

`check_job` uses the same samples to say which polygons are suspicious and where the next ones would help most.
"""
