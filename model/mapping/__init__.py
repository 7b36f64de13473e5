# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: a Sentinel-2 scene in, maps of settlement extent and local climate zones out.

The life of a run (`map_scene.map_city`):

    scene file(s)                       weights
         |                                 |
         |  scene.Scene                    |  engines.choose_engine
         v                                 v
    +------------------+  chunks of   +---------------------+  parts of   +----------------------+
    | reader thread    |  64 rows     | computing thread    |  a pass     | writer thread        |
    | read_chunks      | -----------> | Scheduler           | ----------> | PassMean: sums over  |
    | reflectance,     |  (2 wait)    | StripPass: rows in, |  (4 wait)   | dates, orientations  |
    | valid, mask      |              | rows of maps out,   |             | MapWriter: cells,    |
    +------------------+              | zones averaged over |             | nodata, codes        |
                                      | the neighbourhood   |             +----------------------+
                                      +---------------------+                |              |
                                                 | one of                    |              |
                                                 v                           | pieces       | events
                                  TorchEngine, WorkerEngine, NumpyEngine     v              v
                                                                     hidden folder     Checkpoint
    the caller's thread: yields progress,                            beside outputs    in the user's cache
    a line for the log at least every ten seconds                            |
                                                                             | filtered zones, overviews
                                                                             v
                                                                     published files

The scene is divided into *strips*, columns as wide as the memory allows. A strip goes through the network from top to
bottom, once for each date and orientation; the passes are averaged as probabilities:

    strip 1                strip 2
    +------+------+        pass 1: date 1, orientation 1    top to bottom
    |  |   |      |        pass 2: date 2, orientation 1    top to bottom
    |  v   |      |        pass 3: date 1, orientation 2    ...
    |      |      |        in the last pass the finished pieces come out and are written
    +------+------+

When things go wrong:

    cancel (the generator is closed)  the threads end after the item at hand; nothing is published; the checkpoint stays
    an error                          the same, and the caller gets the exception
    a crash or a kill                 the next run deletes the hidden folder and continues from the checkpoint
    too little memory on the device   the strips that are left become half as wide, in the end the processor computes
    the private PyTorch fails         another engine maps what is left, in strips that fit its memory
    success                           all files are renamed into place, then the checkpoint is deleted

Files: `map_scene` (the job), `scheduler` (which strip and pass when), `strip_pass` (one pass), `decode_ahead` (tall
blocks of the files), `pass_mean` (averaging), `map_writer` (cells of the files; heights of buildings refine the zones
there, by `heights.refiner`), `checkpoint` (resuming), `loaded_network` (weights and engine for several jobs),
`novelty_pass` (cells unlike the training cells).
"""
