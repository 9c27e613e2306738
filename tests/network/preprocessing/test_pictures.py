import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, features
from scipy.ndimage import gaussian_filter, rotate

from network import Network
from network.handwriting.pen import draw_digit
from network.preprocessing.normalisation import normalise
from network.preprocessing.pictures import read_digit
from network.preprocessing.resize import resized
from tests.paper import is_one_sentence, likeness, page, saved

WEIGHTS = Path(__file__).resolve().parents[3] / "assets" / "weights" / "digits.npz"
ZIGZAG = [(200, 150), (380, 150), (270, 290), (390, 380), (330, 480), (200, 460)]  # a three


@pytest.fixture(scope="module")
def shipped() -> Network:
    return Network.load(WEIGHTS)


def photo(label: int, seed: int) -> Image.Image:
    """A drawn digit as a telephone sees it: turned, in blue, in slanting light, blurred, grainy."""
    rng = np.random.default_rng(seed)
    ink = np.pad(resized(draw_digit(label, seed).image, 220, 220), ((60, 120), (150, 70)))
    ink = np.clip(rotate(ink, rng.uniform(-8, 8), reshape=False, order=1), 0, 1)[..., None]
    colours = np.array([240, 236, 225]) * (1 - ink) + np.array([40, 50, 140]) * ink
    down, across = np.mgrid[-0.2 : 0.2 : ink.shape[0] * 1j, -0.15 : 0.15 : ink.shape[1] * 1j]
    seen = gaussian_filter(colours * (0.75 + down + across)[..., None], (1, 1, 0))
    return Image.fromarray(np.uint8(np.clip(seen + rng.normal(0, 4, seen.shape), 0, 255)))


def line_drawing(paper: object, pen: object, width: int = 26, mode: str = "RGB") -> Image.Image:
    drawing = Image.new(mode, (600, 600), paper)
    ImageDraw.Draw(drawing).line(ZIGZAG, fill=pen, width=width, joint="curve")
    return drawing


@pytest.mark.parametrize("label", range(10))
def test_a_saved_drawing_is_read_as_it_was_drawn(tmp_path: Path, label: int) -> None:
    drawn = draw_digit(label, seed=7)
    path = saved(tmp_path, np.uint8(np.round(255 * drawn.image)))
    np.testing.assert_allclose(read_digit(path).image, drawn.image, atol=1 / 255)


def test_the_label_and_the_name_of_the_file_are_kept(tmp_path: Path) -> None:
    digit = read_digit(str(saved(tmp_path, page(), "mine.png")), label=3)
    assert (digit.label, digit.origin) == ("3", "mine.png")


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "bmp", "gif", "tiff", "ppm"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_formats_agree(tmp_path: Path, kind: str, mode: str) -> None:
    path = saved(tmp_path, Image.fromarray(page()).convert(mode), f"digit.{kind}")
    assert likeness(read_digit(path).image, normalise(page()).image) > 0.99


def stored_as(mode: str) -> Image.Image:
    if mode == "16 bits":
        return Image.fromarray(page().astype(np.uint16) * 257)
    if mode == "float":
        return Image.fromarray(page().astype(np.float32) / 255)
    if mode == "palette":
        return Image.fromarray(page()).convert("RGB").quantize(64)
    return Image.fromarray(page()).convert("RGB").convert(mode, dither=Image.Dither.NONE)


@pytest.mark.parametrize("mode", ["16 bits", "float", "palette", "CMYK", "RGBA", "LA", "1"])
def test_ways_to_store_a_pixel_agree(tmp_path: Path, mode: str) -> None:
    kind = "tiff" if mode in ("float", "CMYK") else "png"
    read = read_digit(saved(tmp_path, stored_as(mode), f"digit.{kind}")).image
    assert likeness(read, normalise(page()).image) > (0.95 if mode == "1" else 0.99)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tiff"])
def test_the_camera_s_note_on_which_way_is_up_is_followed(tmp_path: Path, kind: str) -> None:
    note = Image.Exif()
    note[0x0112] = 6  # to be turned a quarter clockwise
    path = tmp_path / f"turned.{kind}"
    Image.fromarray(page()).transpose(Image.Transpose.ROTATE_90).save(path, exif=note)
    assert likeness(read_digit(path).image, normalise(page()).image) > 0.99


def test_an_animated_gif_gives_its_first_frame(tmp_path: Path) -> None:
    first, then = (Image.fromarray(page(label)) for label in (3, 8))
    first.save(tmp_path / "moving.gif", save_all=True, append_images=[then])
    read = read_digit(tmp_path / "moving.gif").image
    assert likeness(read, normalise(page(3)).image) > 0.99


@pytest.mark.parametrize("brightness", [0, 255])
def test_ink_may_be_all_that_is_not_transparent(tmp_path: Path, brightness: int) -> None:
    colour = np.full((*page().shape, 3), brightness, np.uint8)
    cover = np.uint8(np.interp(page(), [35, 235], [255, 0]))
    path = saved(tmp_path, np.dstack([colour, cover]))
    assert likeness(read_digit(path).image, normalise(page()).image) > 0.99


def test_paper_may_have_transparent_edges(tmp_path: Path) -> None:
    cover = np.pad(np.full((180, 180), 255, np.uint8), 10)
    path = saved(tmp_path, np.dstack([page(), page(), page(), cover]))
    assert likeness(read_digit(path).image, normalise(page()).image) > 0.99


def test_a_photo_of_twelve_million_pixels_becomes_small_steps(tmp_path: Path) -> None:
    large = Image.fromarray(np.pad(page(), ((0, 0), (33, 33)), constant_values=235))
    digit = read_digit(saved(tmp_path, large.resize((4000, 3000)), "large.jpg"))
    assert max(max(step.picture.shape) for step in digit.steps) == 256
    assert likeness(digit.image, normalise(page()).image) > 0.98


def test_pillow_is_needed_only_for_files() -> None:
    check = "import sys, network.preprocessing.pictures; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.parametrize(
    ("paper", "pen", "width"),
    [
        ("white", "black", 3),  # a thin pen
        ("white", "black", 60),  # a thick marker
        ((240, 240, 240), (190, 190, 190), 9),  # pencil
        ("white", (255, 220, 0), 26),
        ((30, 90, 50), "white", 20),  # chalk
    ],
)
def test_any_pen_will_do(
    tmp_path: Path, shipped: Network, paper: object, pen: object, width: int
) -> None:
    path = saved(tmp_path, line_drawing(paper, pen, width))
    assert shipped.forward(read_digit(path)).answer == 3


def test_squared_paper_is_paper(tmp_path: Path, shipped: Network) -> None:
    paper = np.full((600, 600, 3), 250, np.uint8)
    paper[::40] = paper[:, ::40] = (150, 180, 220)
    sheet = Image.fromarray(paper)
    ImageDraw.Draw(sheet).line(ZIGZAG, fill=(30, 40, 130), width=12, joint="curve")
    assert shipped.forward(read_digit(saved(tmp_path, sheet))).answer == 3


def test_photos_of_drawn_digits_are_read_rightly(tmp_path: Path, shipped: Network) -> None:
    answers = [
        shipped.forward(
            read_digit(saved(tmp_path, photo(label, seed=label), "photo.jpg"), label)
        ).is_right
        for label in range(10)
    ]
    assert sum(bool(right) for right in answers) >= 9


@pytest.mark.parametrize(
    ("pen", "paper"),  # as bright as each other, nearly
    [((200, 0, 0), (0, 102, 0)), ((0, 0, 255), (76, 20, 20)), ((120, 120, 120), (255, 60, 90))],
)
@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_ink_of_another_colour_is_told_from_a_ground_as_bright(
    tmp_path: Path, shipped: Network, pen: object, paper: object, kind: str
) -> None:
    path = saved(tmp_path, line_drawing(paper, pen), f"digit.{kind}")
    assert shipped.forward(read_digit(path)).answer == 3


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow cannot read AVIF")
def test_avif_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.fromarray(page()), "digit.avif")
    assert likeness(read_digit(path).image, normalise(page()).image) > 0.99


def test_heic_is_read_where_its_extra_is_installed(tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif", reason="pillow-heif is absent")
    heif.register_heif_opener()
    path = saved(tmp_path, Image.fromarray(page()).convert("RGB"), "digit.heic")
    assert likeness(read_digit(path).image, normalise(page()).image) > 0.99


def test_a_name_in_other_bytes_than_utf_8_is_told_as_far_as_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"drei_\xf6.png")
    path.write_bytes(file_of("PNG"))
    assert read_digit(path).origin == "drei_\N{REPLACEMENT CHARACTER}.png"


def file_of(kind: str) -> bytes:
    file = io.BytesIO()
    Image.fromarray(page()).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty, 0 bytes long"),
        (b"Three is a digit.\n", "is a text"),
        (b'<?xml version="1.0"?>\n<svg/>', "is an SVG drawing"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\0\0\0\x18ftypheic", r"is a HEIC picture, .* install squishification\[heic\]"),
        (b"\0\0\0\x18ftypmsf1\0\0\0\0hevcmsf1", "is a HEIC picture"),
        (b"\0\0\0\x14ftypmif1\0\0\0\0mif1", "is a HEIF picture"),
        (b"\0\0\0\x20ftypavif", "is an AVIF picture, damaged"),
        (b"\0\0\0\x18ftypavis\0\0\0\0msf1avis", "is an AVIF picture"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "is an AVIF picture"),
        (b"\0\0\0\x20ftypisom", "is a film"),
        (b"PK\3\4", "is a zip archive"),
        (bytes(range(256)), "is no picture"),
        (file_of("JPEG")[:1500], "is a JPEG picture that is damaged or cut short"),
        (file_of("PNG")[:1500], "is a PNG picture that is damaged or cut short"),
        (file_of("TIFF")[:1500], "is a TIFF picture that is damaged or cut short"),
    ],
)
def test_a_file_that_is_no_picture_is_refused(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    path = tmp_path / "three.png"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=complaint) as error:
        read_digit(path)
    assert is_one_sentence(error)


@pytest.mark.parametrize("side", [8000, 14_000])
def test_an_absurd_size_is_refused_before_it_is_unpacked(tmp_path: Path, side: int) -> None:
    path = saved(tmp_path, Image.new("1", (side, side)))
    with pytest.raises(ValueError, match="make it smaller first") as error:
        read_digit(path)
    assert is_one_sentence(error)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="No picture at") as error:
        read_digit(tmp_path / "three.png")
    assert is_one_sentence(error)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="is a folder") as error:
        read_digit(tmp_path)
    assert is_one_sentence(error)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read") as error:
        read_digit("3" * 300)
    assert is_one_sentence(error)
