# SPDX-License-Identifier: GPL-2.0-or-later
"""Joint selection of features for both maps: which bands of which dates matter for settlement and zones together.

One run passes these stages:

    scenes, rasters, labels -> `feature_table` (one row for each labelled cell of 100 m, one column for each feature)
                            -> `joint_tasks` (a regression for HSE, a classification for each zone)
                            -> `joint_path` (joint weights of the features along a path of penalties)
                            -> `cross_validation` (what the first k features of the ranking are worth on unseen ground)
                            -> `select_job` (recommended subset, `select_report`: page and tables)
"""
