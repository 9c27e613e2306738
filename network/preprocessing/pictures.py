"""Reads people's own pictures of digits from files of every common format."""

import os
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from network.digits import Digit
from network.preprocessing.normalisation import WORKING_SIDE, normalise
from network.preprocessing.resize import check_size
from network.preprocessing.segmentation import FAINTEST

if TYPE_CHECKING:
    from PIL import Image

FORMATS = (  # as Pillow names them
    *("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF", "PPM"),
    *("AVIF", "HEIF"),  # where Pillow can, and where the extra [heic] is installed
)
OTHERS = {  # how files of other formats begin
    "a PDF": b"%PDF",
    "a Photoshop file": b"8BPS",
    "an icon file": b"\0\0\1\0",
    "a zip archive or office document": b"PK\3\4",
}
BRANDS = {  # of the container of ISO/IEC 14496-12: its own, and those that it suits
    "an AVIF picture": {b"avif", b"avis"},
    "a HEIC picture": {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"},
    "a HEIF picture": {b"mif1", b"mif2", b"msf1"},
}
HEIC = ", or install squishification[heic]"
SIXTEEN_BITS = 65535  # full brightness where a pixel is stored as a large whole number
STRONGEST = 99  # per cent of a picture's pixels differ less from its ground than its ink does
DULL = 1 / 3  # of the contrast in colour: with less in brightness, ink is told by its colour


def read_digit(path: str | Path, label: str | int | None = None) -> Digit:
    """The digit in a picture file: PNG, JPEG, WebP, AVIF, BMP, GIF, TIFF or PPM; the first frame.

    With the extra [heic] also HEIC, as telephones save it. Colours are mixed to brightness, or,
    where ink and paper are equally bright, to what tells them apart; the camera's note on which
    way is up is followed, and where the picture is transparent there is paper. The rest is
    `normalise`. It reads 0 to 9 as Europe writes them: of a digit in another script, a network
    gives whichever of these it is most like.

    Raises FileNotFoundError where there is no file, IsADirectoryError for a folder and ValueError
    for a file that is no picture, or not one of a single whole digit.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise IsADirectoryError(f"{path} is a folder; give the path of one picture in it.")
        if not path.is_file():
            raise FileNotFoundError(f"No picture at {path}; give the path of a PNG or JPEG file.")
        with path.open("rb") as file:
            brightness = _brightness(file, path)
    except (IsADirectoryError, FileNotFoundError):
        raise
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}); copy it elsewhere.") from error
    name = os.fsencode(path.name).decode("utf-8", "replace")  # some have other bytes
    return normalise(brightness, label, origin=name)


def _brightness(file: BinaryIO, path: Path) -> np.ndarray:
    """What is in the file as (height, width) brightnesses, not much larger than is needed."""
    from PIL import Image, ImageOps  # only those who read pictures need Pillow

    with suppress(ImportError):
        import pillow_heif

        pillow_heif.register_heif_opener()
    Image.init()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's, on sizes and on odd notes beside the pixels
        try:
            picture = Image.open(file, formats=[each for each in FORMATS if each in Image.OPEN])
        except Image.DecompressionBombError as error:
            raise ValueError(f"{path} has too many pixels; make it smaller first.") from error
        except Exception as error:  # foreign bytes can fail in any way
            raise ValueError(f"{path} is {_nature(file)}.") from error
        check_size(picture.height, picture.width)
        try:
            picture.draft(None, (WORKING_SIDE, WORKING_SIDE))  # a JPEG is read in a smaller size
            ImageOps.exif_transpose(picture, in_place=True)
            return _mixed(picture)
        except Exception as error:
            raise ValueError(
                f"{path} is a {picture.format} picture that is damaged or cut short; copy it anew, "
                "or save it again as PNG or JPEG."
            ) from error


def _mixed(picture: "Image.Image") -> np.ndarray:
    """The brightness of each pixel, several of them being mixed to one in a large picture."""
    factor = max(1, max(picture.size) // WORKING_SIDE)
    if picture.mode.startswith(("I", "F")):
        full = 1 if picture.mode == "F" else SIXTEEN_BITS
        return np.asarray(np.asarray(picture.convert("F").reduce(factor)) / full)
    if not picture.has_transparency_data:
        grey = np.asarray(picture.convert("L").reduce(factor))
        if picture.mode in ("1", "L"):
            return grey
        return _told_apart(grey, np.asarray(picture.convert("RGB").reduce(factor), float))
    colour, cover = np.moveaxis(np.asarray(picture.convert("LA").reduce(factor)) / 255, 2, 0)
    return _on_paper(colour, cover)


def _on_paper(colour: np.ndarray, cover: np.ndarray) -> np.ndarray:
    """Brightnesses, (height, width), of a picture that covers each pixel only in part, 0 to 1.

    If most is covered, the cover is the paper and goes on below; else it is ink, and lies on white
    or black, whichever is further from its own brightness.
    """
    covered = cover > 0.5
    if not covered.any():
        return np.ones_like(colour)
    ground = float(np.median(colour[covered]))
    if covered.mean() <= 0.5:
        ground = float(ground < 0.5)
    return np.asarray(colour * cover + ground * (1 - cover))


def _told_apart(grey: np.ndarray, colours: np.ndarray) -> np.ndarray:
    """Brightnesses, (height, width), of a picture whose `colours` are (height, width, 3), 0 to 255.

    They are those in grey, unless ink and ground differ far more in colour: then they tell how far
    each pixel lies on the way from the ground's colour to the ink's.
    """
    way = colours - np.median(colours, axis=(0, 1))
    far = np.linalg.norm(way, axis=-1)
    contrast = np.percentile(far, STRONGEST)
    dull = np.percentile(np.abs(grey - np.median(grey)), STRONGEST)
    if contrast < FAINTEST or dull >= DULL * contrast:
        return grey
    ink = way[far >= contrast]
    ink = ink[ink @ ink[0] > 0].mean(axis=0)
    along = np.clip(way @ ink / (ink @ ink), -1, 1)
    return np.asarray((1 - along) / 2)


def _nature(file: BinaryIO) -> str:
    """What a file is that is no picture of ours, as the predicate of a sentence."""
    file.seek(0)
    head = file.read(1024)
    if not head:
        return "empty, 0 bytes long; copy it anew"
    if head[4:8] == b"ftyp":
        return _brand(head)
    for name, mark in OTHERS.items():
        if head.startswith(mark):
            return f"{name}, which is not read here; export it as PNG or JPEG"
    if b"<svg" in head:  # after its XML declaration
        return "an SVG drawing, which is not read here; export it as PNG or JPEG"
    if all(byte >= 32 or byte in b"\t\n\r\f" for byte in head):
        return "a text; give the path of a picture, PNG or JPEG"
    return "no picture, or a damaged one; give one in PNG or JPEG"


def _brand(head: bytes) -> str:
    """The same of a container of pictures or films, which its brands tell apart."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}
    for name, known in BRANDS.items():
        if brands & known:
            way_out = HEIC if name != "an AVIF picture" else ""
            return f"{name}, damaged or not read here; export it as PNG or JPEG{way_out}"
    return "a film, which is not read here; export a picture of it as PNG or JPEG"
