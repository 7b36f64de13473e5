# SPDX-License-Identifier: GPL-2.0-or-later
"""Small Sentinel-2 products, laid out as the ground segment lays them out, that GDAL's own driver reads."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
from osgeo import gdal, osr

TILE = "T31TFM"
SENSED = "20180704T105031"
ALL = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12")
SIZES = {"B02": 10, "B03": 10, "B04": 10, "B08": 10, "B01": 60, "B09": 60, "B10": 60}
WAVELENGTHS = (443, 490, 560, 665, 705, 740, 783, 842, 865, 945, 1375, 1610, 2190)


class Product(NamedTuple):
    """What a product is."""

    level: str = "1C"
    baseline: str = "02.06"
    """From 04.00 on the numbers carry 1000, and the metadata say so."""

    @property
    def name(self) -> str:
        made = self.baseline.replace(".", "")
        return f"S2A_MSIL{self.level}_{SENSED}_N{made}_R051_{TILE}_20180704T143530.SAFE"

    @property
    def carries_offset(self) -> bool:
        return self.baseline >= "04.00"


def write_product(
    parent: Path,
    fine: np.ndarray,
    coarse: np.ndarray,
    product: Product,
    corner: tuple[float, float],
    epsg: int = 32631,
    scene_classes: Optional[np.ndarray] = None,
) -> Path:
    """A product's folder.

    Args:
        parent: where to.
        fine: (4, H, W) uint16 B2 B3 B4 B8, without the offset.
        coarse: (6, H/2, W/2) uint16 B5 B6 B7 B8A B11 B12, without the offset.
        product: level and baseline.
        corner: upper-left, in whole metres.
        epsg: of the UTM zone.
        scene_classes: (H/2, W/2) uint8, for Level-2A.
    """
    folder = parent / product.name
    granule = folder / "GRANULE" / f"L{product.level}_{TILE}_A015874_{SENSED}"
    added = 1000 if product.carries_offset else 0
    arrays = {"B02": fine[0], "B03": fine[1], "B04": fine[2], "B08": fine[3]}
    arrays.update(zip(("B05", "B06", "B07", "B8A", "B11", "B12"), coarse))
    blocks = -(-fine.shape[1] // 6), -(-fine.shape[2] // 6)
    arrays.update({name: np.full(blocks, 300, np.uint16) for name in ("B01", "B09", "B10")})
    names = []
    for name, array in arrays.items():
        numbers = np.where(array > 0, array + added, 0).astype(np.uint16)
        for path in _image_files(granule, product, name):
            names.append(path.relative_to(folder).as_posix()[:-4])
            factor = int(path.stem[-3:-1]) // SIZES.get(name, 20) if product.level == "2A" else 1
            _write_jp2(path, numbers[::factor, ::factor], corner, SIZES.get(name, 20) * factor, epsg)
    if product.level == "2A":
        classes = np.full(coarse.shape[1:], 5, np.uint8) if scene_classes is None else scene_classes
        path = granule / "IMG_DATA" / "R20m" / f"{TILE}_{SENSED}_SCL_20m.jp2"
        names.append(path.relative_to(folder).as_posix()[:-4])
        _write_jp2(path, classes, corner, 20, epsg)
    # A mask named after a band, as products have them: no reader should take it for the band.
    _write_jp2(granule / "QI_DATA" / "MSK_QUALIT_B02.jp2", np.ones((8, 8), np.uint8), corner, 10, epsg)
    (granule / "MTD_TL.xml").write_text(_tile_xml(product, fine.shape[1:], corner, epsg))
    (folder / f"MTD_MSIL{product.level}.xml").write_text(_product_xml(product, granule.name, names))
    (folder / "manifest.safe").write_text("<xfdu:XFDU/>")
    return folder


def zipped(folder: Path) -> Path:
    """The product as it is downloaded."""
    name = shutil.make_archive(str(folder.with_suffix("")), "zip", folder.parent, folder.name)
    return Path(name)


def _image_files(granule: Path, product: Product, name: str) -> list[Path]:
    images = granule / "IMG_DATA"
    if product.level == "1C":
        return [images / f"{TILE}_{SENSED}_{name}.jp2"]
    if name == "B10":
        return []
    # Level-2A has the 10 m bands at 20 m too, but for B8.
    sizes = [SIZES.get(name, 20)] + ([20] if name in ("B02", "B03", "B04") else [])
    return [images / f"R{size}m" / f"{TILE}_{SENSED}_{name}_{size}m.jp2" for size in sizes]


def _write_jp2(path: Path, array: np.ndarray, corner: tuple[float, float], size_m: int, epsg: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = gdal.GDT_Byte if array.dtype == np.uint8 else gdal.GDT_UInt16
    memory = gdal.GetDriverByName("MEM").Create("", array.shape[1], array.shape[0], 1, kind)
    memory.WriteArray(array)
    memory.SetGeoTransform((corner[0], size_m, 0, corner[1], 0, -size_m))
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    memory.SetProjection(system.ExportToWkt())
    written = gdal.GetDriverByName("JP2OpenJPEG").CreateCopy(
        str(path), memory, options=["QUALITY=100", "REVERSIBLE=YES", "YCBCR420=NO", "GMLJP2=YES"]
    )
    written = None  # noqa: F841
    path.with_name(path.name + ".aux.xml").unlink(missing_ok=True)


def _product_xml(product: Product, granule: str, names: list[str]) -> str:
    level, kind = product.level, f"Level-{product.level}"
    quantification, offsets = '<QUANTIFICATION_VALUE unit="none">10000</QUANTIFICATION_VALUE>', ""
    if level == "2A":
        quantification = (
            '<QUANTIFICATION_VALUES_LIST><BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>'
            '<AOT_QUANTIFICATION_VALUE unit="none">1000.0</AOT_QUANTIFICATION_VALUE>'
            '<WVP_QUANTIFICATION_VALUE unit="cm">1000.0</WVP_QUANTIFICATION_VALUE></QUANTIFICATION_VALUES_LIST>'
        )
    if product.carries_offset:
        tag = "RADIO_ADD_OFFSET" if level == "1C" else "BOA_ADD_OFFSET"
        listing = "Radiometric_Offset_List" if level == "1C" else "BOA_ADD_OFFSET_VALUES_LIST"
        rows = "".join(f'<{tag} band_id="{number}">-1000</{tag}>' for number in range(13))
        offsets = f"<{listing}>{rows}</{listing}>"
    physical = [name.replace("B0", "B") for name in ALL]
    spectral = "".join(
        f'<Spectral_Information bandId="{number}" physicalBand="{name}"><RESOLUTION>{SIZES.get(band, 20)}</RESOLUTION>'
        f'<Wavelength><MIN unit="nm">{centre - 20}</MIN><MAX unit="nm">{centre + 20}</MAX>'
        f'<CENTRAL unit="nm">{centre}</CENTRAL></Wavelength></Spectral_Information>'
        for number, (name, band, centre) in enumerate(zip(physical, ALL, WAVELENGTHS))
    )
    files = "".join(f"<IMAGE_FILE>{name}</IMAGE_FILE>" for name in names)
    characteristics = (
        "<Special_Values><SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT><SPECIAL_VALUE_INDEX>0</SPECIAL_VALUE_INDEX>"
        "</Special_Values><Special_Values><SPECIAL_VALUE_TEXT>SATURATED</SPECIAL_VALUE_TEXT>"
        "<SPECIAL_VALUE_INDEX>65535</SPECIAL_VALUE_INDEX></Special_Values>"
        f"{quantification}{offsets}"
        f"<Spectral_Information_List>{spectral}</Spectral_Information_List>"
        '<PHYSICAL_GAINS bandId="0">4.1</PHYSICAL_GAINS><REFERENCE_BAND>B1</REFERENCE_BAND>'
    )
    if level == "1C":
        characteristics = f"<Product_Image_Characteristics>{characteristics}</Product_Image_Characteristics>"
    else:
        characteristics = f"<Product_Image_Characteristics>{characteristics}</Product_Image_Characteristics>"
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<n1:{kind}_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_{kind}.xsd">
<n1:General_Info><Product_Info>
<PRODUCT_START_TIME>2018-07-04T10:50:31.024Z</PRODUCT_START_TIME>
<PRODUCT_STOP_TIME>2018-07-04T10:50:31.024Z</PRODUCT_STOP_TIME>
<PRODUCT_URI>{product.name}</PRODUCT_URI><PROCESSING_LEVEL>{kind}</PROCESSING_LEVEL>
<PRODUCT_TYPE>S2MSI{level}</PRODUCT_TYPE><PROCESSING_BASELINE>{product.baseline}</PROCESSING_BASELINE>
<GENERATION_TIME>2018-07-04T14:35:30.000000Z</GENERATION_TIME>
<Datatake datatakeIdentifier="GS2A_{SENSED}_015874_N{product.baseline}"><SPACECRAFT_NAME>Sentinel-2A</SPACECRAFT_NAME>
<DATATAKE_TYPE>INS-NOBS</DATATAKE_TYPE><DATATAKE_SENSING_START>2018-07-04T10:50:31.024Z</DATATAKE_SENSING_START>
<SENSING_ORBIT_NUMBER>51</SENSING_ORBIT_NUMBER><SENSING_ORBIT_DIRECTION>DESCENDING</SENSING_ORBIT_DIRECTION></Datatake>
<Query_Options completeSingleTile="true"><PRODUCT_FORMAT>SAFE_COMPACT</PRODUCT_FORMAT></Query_Options>
<Product_Organisation><Granule_List>
<Granule datastripIdentifier="S2A_OPER_MSI_L{level}_DS" granuleIdentifier="{granule}" imageFormat="JPEG2000">
{files}</Granule></Granule_List></Product_Organisation>
</Product_Info>{characteristics}</n1:General_Info>
<n1:Quality_Indicators_Info><Cloud_Coverage_Assessment>0.0</Cloud_Coverage_Assessment></n1:Quality_Indicators_Info>
</n1:{kind}_User_Product>
"""


def _tile_xml(product: Product, size: tuple[int, int], corner: tuple[float, float], epsg: int) -> str:
    kind = f"Level-{product.level}"
    sizes = "".join(
        f'<Size resolution="{step}"><NROWS>{-(-size[0] * 10 // step)}</NROWS>'
        f"<NCOLS>{-(-size[1] * 10 // step)}</NCOLS></Size>"
        f'<Geoposition resolution="{step}"><ULX>{corner[0]:.0f}</ULX><ULY>{corner[1]:.0f}</ULY>'
        f"<XDIM>{step}</XDIM><YDIM>-{step}</YDIM></Geoposition>"
        for step in (10, 20, 60)
    )
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<n1:{kind}_Tile_ID xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/S2_PDI_{kind}_Tile_Metadata.xsd">
<n1:General_Info><TILE_ID>S2A_OPER_MSI_L{product.level}_TL_EPAE_{SENSED}_A015874_{TILE}_N{product.baseline}</TILE_ID>
</n1:General_Info>
<n1:Geometric_Info><Tile_Geocoding metadataLevel="Brief"><HORIZONTAL_CS_NAME>WGS84 / UTM zone 31N</HORIZONTAL_CS_NAME>
<HORIZONTAL_CS_CODE>EPSG:{epsg}</HORIZONTAL_CS_CODE>{sizes}</Tile_Geocoding></n1:Geometric_Info>
</n1:{kind}_Tile_ID>
"""
