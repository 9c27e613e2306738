"""Reads people's own pictures of digits from files of every common format."""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from network.digits import Digit
from network.preprocessing.normalisation import WORKING_SIDE, normalise
from network.preprocessing.resize import check_size

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF", "PPM")  # as Pillow names them
OTHERS = {  # how files of other formats begin, from the given byte on
    "a PDF": (0, b"%PDF"),
    "a HEIC picture": (4, b"ftyphei"),
    "a HEIF picture": (4, b"ftypmif1"),
    "an AVIF picture": (4, b"ftypavif"),
    "a film": (4, b"ftyp"),
    "a Photoshop file": (0, b"8BPS"),
    "an icon file": (0, b"\0\0\1\0"),
    "a zip archive or office document": (0, b"PK\3\4"),
}
SIXTEEN_BITS = 65535  # full brightness where a pixel is stored as a large whole number


def read_digit(path: str | Path, label: int | None = None) -> Digit:
    """The digit in a picture file: PNG, JPEG, WebP, BMP, GIF, TIFF or PPM; the first frame.

    Colours are mixed to brightness, the camera's note on which way is up is followed, and where
    the picture is transparent there is paper. The rest is `normalise`.

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
    return normalise(brightness, label, origin=path.name)


def _brightness(file: BinaryIO, path: Path) -> np.ndarray:
    """What is in the file as (height, width) brightnesses, not much larger than is needed."""
    from PIL import Image, ImageOps  # only those who read pictures need Pillow

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's, on sizes and on odd notes beside the pixels
        try:
            picture = Image.open(file, formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise ValueError(f"{path} has too many pixels; make it smaller first.") from error
        except Exception as error:  # foreign bytes can fail in any way
            raise ValueError(f"{path} is {_nature(file)}.") from error
        check_size(picture.height, picture.width)
        try:
            picture.draft("L", (WORKING_SIDE, WORKING_SIDE))  # a JPEG is read in a smaller size
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
        return np.asarray(picture.convert("L").reduce(factor))
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


def _nature(file: BinaryIO) -> str:
    """What a file is that is no picture of ours, as the predicate of a sentence."""
    file.seek(0)
    head = file.read(1024)
    if not head:
        return "empty, 0 bytes long; copy it anew"
    for name, (start, mark) in OTHERS.items():
        if head[start:].startswith(mark):
            return f"{name}, which is not read here; export it as PNG or JPEG"
    if b"<svg" in head:  # after its XML declaration
        return "an SVG drawing, which is not read here; export it as PNG or JPEG"
    if all(byte >= 32 or byte in b"\t\n\r\f" for byte in head):
        return "a text; give the path of a picture, PNG or JPEG"
    return "no picture, or a damaged one; give one in PNG or JPEG"
