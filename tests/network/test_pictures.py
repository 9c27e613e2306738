import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PIL import Image, ImageDraw
from scipy.ndimage import center_of_mass, gaussian_filter, rotate

from network import Network
from network.handwriting import draw_digit
from network.normaliser import normalise
from network.pictures import read_digit
from network.sizes import resized

WEIGHTS = Path(__file__).resolve().parents[2] / "assets" / "weights" / "digits.npz"
ZIGZAG = [(200, 150), (380, 150), (270, 290), (390, 380), (330, 480), (200, 460)]  # a three


@pytest.fixture(scope="module")
def shipped() -> Network:
    return Network.load(WEIGHTS)


def page(label: int = 3, seed: int = 1, margin: int = 30) -> np.ndarray:
    """A drawn digit, dark on light, in bytes: 140 x 140 and a margin all round."""
    ink = np.pad(resized(draw_digit(label, seed).image, 140, 140), margin)
    return np.uint8(np.round(235 - 200 * ink))


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


def saved(folder: Path, picture: Image.Image | np.ndarray, name: str = "digit.png") -> Path:
    if isinstance(picture, np.ndarray):
        picture = Image.fromarray(picture)
    picture.save(folder / name)
    return folder / name


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Best correlation of two digits, one of which may be moved by a pixel: centring rounds."""
    moves = [(down, across) for down in (-1, 0, 1) for across in (-1, 0, 1)]
    return max(np.corrcoef(np.roll(one, by, (0, 1)).ravel(), other.ravel())[0, 1] for by in moves)


def is_in_the_middle(image: np.ndarray) -> bool:
    """Whether the centre of mass is at row and column 14, as nearly as whole pixels allow."""
    return bool(np.abs(np.subtract(center_of_mass(image), 14)).max() <= 0.5 + 1e-9)


def is_one_sentence(error: pytest.ExceptionInfo[BaseException]) -> bool:
    text = str(error.value)
    return text.endswith(".") and ". " not in text and "\n" not in text and ";" in text


# Digits in MNIST's manner


@pytest.mark.parametrize("label", range(10))
def test_a_saved_drawing_is_read_as_it_was_drawn(tmp_path: Path, label: int) -> None:
    drawn = draw_digit(label, seed=7)
    path = saved(tmp_path, np.uint8(np.round(255 * drawn.image)))
    np.testing.assert_allclose(read_digit(path).image, drawn.image, atol=1 / 255)


def test_the_negative_of_a_drawing_is_read_as_it_was_drawn() -> None:
    drawn = draw_digit(5, seed=2).image
    np.testing.assert_allclose(normalise(1 - drawn).image, drawn, atol=1e-12)


def test_a_digit_off_the_middle_is_moved_there() -> None:
    drawn = draw_digit(3, seed=1).image
    moved = normalise(np.pad(drawn, ((0, 6), (5, 0)))).image
    assert likeness(moved, drawn) > 0.8
    assert is_in_the_middle(moved)


def test_the_label_and_the_name_of_the_file_are_kept(tmp_path: Path) -> None:
    digit = read_digit(str(saved(tmp_path, page(), "mine.png")), label=3)
    assert (digit.label, digit.origin) == (3, "mine.png")


# Files


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
    check = "import sys, network.pictures; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


# Paper, pens and light


def test_polarity_makes_no_difference() -> None:
    np.testing.assert_allclose(normalise(255 - page()).image, normalise(page()).image, atol=1e-9)


def test_brightness_and_contrast_make_no_difference() -> None:
    pale = np.uint8(120 + page() // 3)
    assert likeness(normalise(pale).image, normalise(page()).image) > 0.99


def lit(page: np.ndarray, light: np.ndarray) -> np.ndarray:
    return np.uint8(page * light)


def slope(shape: tuple[int, ...]) -> np.ndarray:
    return np.add.outer(np.linspace(0.3, 0.6, shape[0]), np.linspace(0, 0.4, shape[1]))


def shadow(shape: tuple[int, ...]) -> np.ndarray:
    """Half the light below a slanting line."""
    down, across = np.indices(shape)
    return np.where(down + 0.3 * across > 125, 0.5, 1)


@pytest.mark.parametrize("light", [slope, shadow])
def test_uneven_light_makes_little_difference(
    light: Callable[[tuple[int, ...]], np.ndarray],
) -> None:
    read = normalise(lit(page(), light(page().shape))).image
    assert likeness(read, normalise(page()).image) > 0.95


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


def test_a_dark_edge_is_not_ink() -> None:
    table = page()
    table[:, :12] = 30
    assert likeness(normalise(table).image, normalise(page()).image) > 0.99


def test_specks_are_not_ink() -> None:
    dusty = page()
    dusty[10:13, 15:18] = dusty[175:178, 170:173] = 30
    assert likeness(normalise(dusty).image, normalise(page()).image) > 0.999


def test_photos_of_drawn_digits_are_read_rightly(tmp_path: Path, shipped: Network) -> None:
    answers = [
        shipped.forward(
            read_digit(saved(tmp_path, photo(label, seed=label), "photo.jpg"), label)
        ).is_right
        for label in range(10)
    ]
    assert sum(bool(right) for right in answers) >= 9


# Steps


def test_the_steps_lead_from_the_picture_to_the_digit() -> None:
    digit = normalise(page())
    assert [step.name for step in digit.steps] == ["picture", "ink", "crop", "fit", "centre"]
    assert max(digit.steps[3].picture.shape) == 20
    np.testing.assert_array_equal(digit.steps[-1].picture, digit.image)


def test_a_digit_taken_as_it_is_has_one_step() -> None:
    digit = normalise(draw_digit(4, seed=3).image)
    assert [step.name for step in digit.steps] == ["picture"]


@pytest.mark.parametrize("label", range(10))
def test_the_centre_of_mass_is_in_the_middle(label: int) -> None:
    assert is_in_the_middle(normalise(page(label, seed=11)).image)


# Refusals


def two_digits() -> np.ndarray:
    return np.concatenate([page(4, margin=20), page(2, margin=20)], axis=1)


def cut_off() -> np.ndarray:
    return page()[:100]


def only_edges() -> np.ndarray:
    sheet = np.full((300, 300), 230, np.uint8)
    sheet[:, :40] = 20
    return sheet


def solid() -> np.ndarray:
    sheet = np.full((300, 300), 230, np.uint8)
    sheet[120:180, 120:180] = 20
    return sheet


def with_one(value: float) -> np.ndarray:
    picture = page() / 255
    picture[5, 5] = value
    return picture


@pytest.mark.parametrize(
    ("picture", "complaint"),
    [
        (with_one(np.nan), "1 of 40000 pixels are NaN or infinite"),
        (with_one(np.inf), "1 of 40000 pixels are NaN or infinite"),
        (with_one(1.5), r"Brightnesses from .* to 1.5; .*\[0, 1\]"),
        (np.full((30, 30), -1), r"Brightnesses from -"),
        (np.zeros((30, 30, 3)), r"shape \(30, 30, 3\)"),
        (np.full((30, 30), "a"), "type <U1"),
        (np.zeros((0, 0)), "0 pixels wide and 0 high"),
        (np.zeros((30, 7)), "7 pixels wide and 30 high; it needs at least 8"),
        (np.zeros((8, 200)), "strip, more than 16 times"),
        (np.full((300, 400), 255, np.uint8), "a contrast of 0 of 255"),
        (np.uint8(200 + page() // 20), "blank or too faint"),
        (two_digits(), "Several digits"),
        (cut_off(), "pixels of the picture's border"),
        (solid(), "where digits have 3% to 36%"),
    ],
)
def test_what_is_not_one_whole_digit_is_refused(picture: np.ndarray, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as error:
        normalise(picture)
    assert is_one_sentence(error)


def test_a_blank_page_is_refused_in_any_light(rng: np.random.Generator) -> None:
    sheet = np.full((300, 400), 230.0)
    for light in (slope, shadow):
        noisy = lit(sheet, light(sheet.shape)) + rng.normal(0, 4, sheet.shape)
        with pytest.raises(ValueError, match=r"blank|border"):
            normalise(np.uint8(noisy.clip(0, 255)))


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
        (b"\0\0\0\x18ftypheic", "is a HEIC picture"),
        (b"\0\0\0\x20ftypavif", "is an AVIF picture"),
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


@settings(max_examples=100, deadline=None)
@given(
    arrays(
        np.uint8,
        array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=64),
        elements=st.sampled_from([0, 20, 128, 235, 255]),
        fill=st.sampled_from([0, 255]),
    )
)
def test_any_bytes_give_a_digit_or_one_sentence(picture: np.ndarray) -> None:
    try:
        digit = normalise(picture)
    except ValueError as error:
        assert str(error).count(". ") == 0
        assert str(error).endswith(".")
    else:
        assert digit.image.max() == pytest.approx(1, abs=0.1)
