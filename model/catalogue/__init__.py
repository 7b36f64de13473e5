# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentinel-2 scenes from STAC catalogues: from an area and a period to one cloud-free ten-band raster.

`fetch_job.fetch_scene` runs the steps in this order:

    search     catalogue -> items (`search`, `static_search`), documents -> `items.Item`
    choose     period, season, cloud share, place -> dates (`choosing`)
    look       scene classification (SCL) of each date in the area -> clear share -> the clearest dates
    decide     a sample of each scene -> scale and offset (`scene.radiometry`)
    composite  block by block: clear pixels of all dates -> median -> GeoTIFF (`composite`)

JSON comes through a `transport.Transport`, pixels through GDAL (`pixel_reader`).
"""
