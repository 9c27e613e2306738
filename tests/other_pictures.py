"""Pictures that show no single digit: rows, sheets, strips, pages, words, plots and views."""

from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy.ndimage import gaussian_filter

from network.handwriting.pen import draw_digit
from network.preprocessing.resize import resized

Named = Iterator[tuple[str, np.ndarray]]
WORDS = (
    "hello",
    "one\ntwo three\nfour",
    "The quick brown\nfox jumps over",
    "3.14159",
    "12:45",
    "a+b=c",
)


def other_pictures() -> Named:
    """Each with a name, always the same ones."""
    rng = np.random.default_rng(0)
    for part in (rows(), sheets(), strips(), pages(rng), words(), plots(rng), views(rng)):
        yield from part


def digits(rows: int, columns: int, side: int = 60, gap: int = 0, seed: int = 0) -> np.ndarray:
    """The ink of digits in rows and columns."""
    numbers = np.arange(rows * columns).reshape(rows, columns) + seed
    return np.block(
        [
            [np.pad(resized(draw_digit(n % 10, n).image, side, side), gap) for n in row]
            for row in numbers.tolist()
        ]
    )


def on_paper(ink: np.ndarray, paper: int = 235, pen: int = 30) -> np.ndarray:
    return np.uint8(np.round(paper + (pen - float(paper)) * ink))


def rows() -> Named:
    pairs = [(2, seed) for seed in range(0, 100, 9)]
    for count, seed in (*pairs, (3, 0), (4, 1), (5, 2), (7, 3), (10, 4)):
        yield f"{count} in a row, from {seed}", on_paper(np.pad(digits(1, count, 80, 0, seed), 20))
    yield "a row on a board", on_paper(np.pad(digits(1, 4, 80, 5, 7), 30), 40, 230)
    yield "two close to each other", on_paper(np.pad(digits(1, 2, 80, 0, 33), 40))


def sheets() -> Named:
    for down, across in ((2, 2), (2, 5), (3, 3), (5, 5), (8, 8), (10, 10)):
        yield f"sheet of {down} x {across}", on_paper(np.pad(digits(down, across, 40, 4, down), 20))
    yield "a dark sheet", on_paper(digits(6, 9, 28, 0, 5), 0, 255)
    for count, seed in ((2, 3), (2, 8), (3, 8), (4, 1), (6, 8)):
        column = np.pad(digits(count, 1, 60, 4, seed), ((20, 20), (60, 60)))
        yield f"a column of {count}", on_paper(column)


def strips() -> Named:
    for count in (6, 10, 15):
        yield f"a strip of {count}", on_paper(digits(1, count, 28, 0, count))
    yield "a tall strip", on_paper(digits(9, 1, 28, 0, 15))
    yield "a bare strip", np.full((20, 300), 240, np.uint8)
    yield "a slim strip", np.full((20, 400), 240, np.uint8)


def pages(rng: np.random.Generator) -> Named:
    bare = np.full((300, 400), 235.0)
    down, across = np.indices(bare.shape)
    light = 0.6 + down / 1000 + across / 1500
    grain = rng.normal(0, 3, bare.shape)
    lines, table, shade = (
        bare.copy(),
        bare.copy(),
        bare * np.where(down + 0.4 * across > 200, 0.6, 1),
    )
    lines[40::30] = 170
    squares = lines.copy()
    squares[:, 20::30] = 170
    table[:, :60] = 60
    corner = table.copy()
    corner[250:] = 70
    folds = bare - 25 * (np.abs(across - 200) < 2) - 25 * (np.abs(down - 150) < 2)
    dust = np.where(rng.random(bare.shape) < 0.002, 60, bare)
    for name, page in {
        "bare": bare,
        "black": 0 * bare,
        "lit from one side": bare * light,
        "grainy": bare + 2 * grain,
        "lit and grainy": bare * light + grain,
        "lined": lines + grain,
        "squared": squares + grain,
        "beside a table": table + grain,
        "in a corner": corner + grain,
        "half in the shade": gaussian_filter(shade, 4) + grain,
        "dusty": dust,
        "of noise": rng.uniform(0, 255, bare.shape),
        "folded": folds + grain,
    }.items():
        yield f"a page {name}", np.uint8(np.clip(page, 0, 255))


def sheet_to_draw_on(paper: int = 245) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    sheet = Image.new("L", (400, 400), paper)
    return sheet, ImageDraw.Draw(sheet)


def words() -> Named:
    for text in WORDS:
        sheet, pen = sheet_to_draw_on()
        pen.multiline_text((20, 100), text, fill=20, font=ImageFont.load_default(size=44))
        yield f"the words {text}", np.asarray(sheet)


def plots(rng: np.random.Generator) -> Named:
    curve = [(x, int(200 - 100 * np.sin(x / 40))) for x in range(60, 380)]
    spots = rng.uniform([70, 30], [360, 320], (60, 2)).tolist()
    seven = Image.fromarray(on_paper(resized(draw_digit(7, 5).image, 200, 200), 255, 0))
    for is_framed in (True, False):
        for name in ("curve", "bars", "spots", "digit"):
            sheet, pen = sheet_to_draw_on(255)
            pen.line([(60, 20), (60, 340), (380, 340)], fill=0, width=2)
            if is_framed:
                pen.line([(60, 20), (380, 20), (380, 340)], fill=0, width=2)
            for tick in range(6):
                pen.text((60 + 60 * tick, 350), str(tick * 2), fill=0)
                pen.text((36, 340 - 60 * tick), str(tick * 5), fill=0)
            if name == "curve":
                pen.line(curve, fill=60, width=3)
            elif name == "bars":
                for bar in range(6):
                    top = 340 - 40 * (bar % 4 + 1)
                    pen.rectangle([80 + 50 * bar, top, 110 + 50 * bar, 340], fill=100)
            elif name == "spots":
                for x, y in spots:
                    pen.ellipse([x, y, x + 6, y + 6], fill=50)
            else:
                sheet.paste(seven, (120, 80))
            yield f"a plot of a {name}, {'framed' if is_framed else 'open'}", np.asarray(sheet)


def clouds(rng: np.random.Generator, roughness: float, side: int = 256) -> np.ndarray:
    """Noise whose waves are the weaker the shorter they are, as in most photographs."""
    pitch = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.fftfreq(side)))
    pitch[0, 0] = 1
    seen = np.fft.ifft2(np.fft.fft2(rng.normal(size=(side, side))) / pitch**roughness).real
    return np.uint8(255 * (seen - seen.min()) / np.ptp(seen))


def views(rng: np.random.Generator) -> Named:
    for roughness in (0.5, 1, 1.3, 1.6, 2):
        for number in range(3):
            yield f"clouds {number} of {roughness}", clouds(rng, roughness)
    for level in (110, 128, 150):
        yield f"land and sea at {level}", np.uint8(230 - 180.0 * (clouds(rng, 2) > level))
    y, x = np.indices((256, 256))
    away, angle = np.hypot(x - 128, y - 128), np.arctan2(y - 128, x - 128)
    stars = np.zeros((256, 256))
    stars[tuple(rng.integers(0, 256, (2, 80)))] = 10_000
    yield "a chess board", np.uint8(255 * ((x // 32 + y // 32) % 2))
    yield "stripes", np.uint8(127 + 120 * np.sin(x / 6))
    yield "rings", np.uint8(127 + 120 * np.sin(away / 5))
    yield "bricks", np.uint8(200 - 120 * ((y % 32 < 4) | ((x + y // 32 % 2 * 32) % 64 < 4)))
    yield "a dusk", np.uint8(x)
    yield "a ball", np.uint8(np.clip(220 - np.hypot(x - 100, y - 90), 40, 255))
    yield "a square", on_paper(1.0 * ((abs(x - 128) < 60) & (abs(y - 128) < 60)))
    yield "a disc", on_paper(1.0 * (away < 70))
    yield "a triangle", on_paper(1.0 * ((y > 60) & (y < 200) & (abs(x - 128) < (y - 60) / 2)))
    yield "a flower", on_paper(1.0 * (away < 60 + 30 * np.cos(5 * angle)))
    yield "stars", np.uint8(np.clip(gaussian_filter(stars, 1.5), 0, 255))
    yield (
        "a code of squares",
        np.uint8(
            255
            * np.pad(np.kron(rng.integers(0, 2, (25, 25)), np.ones((8, 8))), 24, constant_values=1)
        ),
    )
    bars = np.tile(np.repeat(rng.integers(0, 2, 50), 4), (120, 1))
    yield "a code of bars", np.uint8(255 * np.pad(bars, 30, constant_values=1))
    yield from scenery()


def scenery() -> Named:
    sheet, pen = sheet_to_draw_on(200)
    pen.rectangle([0, 240, 400, 400], fill=90)
    pen.polygon([(30, 240), (140, 90), (250, 240)], fill=70)
    pen.polygon([(170, 240), (300, 130), (400, 240)], fill=110)
    pen.ellipse([300, 30, 360, 90], fill=250)
    yield "hills", np.asarray(sheet)
    sheet, pen = sheet_to_draw_on(190)
    pen.rectangle([60, 60, 340, 400], fill=120)
    for floor in range(5):
        for window in range(4):
            left, top = 95 + 62 * window, 90 + 62 * floor
            pen.rectangle([left, top, left + 30, top + 40], fill=40)
    yield "windows", np.asarray(sheet)
    sheet, pen = sheet_to_draw_on(225)
    pen.ellipse([90, 60, 310, 340], fill=190)
    for left in (138, 218):
        pen.ellipse([left, 140, left + 44, 168], fill=50)
    pen.arc([148, 204, 252, 290], 20, 160, fill=60, width=9)
    yield "a face", np.asarray(sheet)
    sheet, pen = sheet_to_draw_on(230)
    branch(pen, 200, 390, np.pi / 2, 97)
    yield "a tree", np.asarray(sheet)
    sheet, pen = sheet_to_draw_on(90)
    for row in range(4):
        for key in range(9):
            left, top = 20 + 41 * key, 100 + 46 * row
            pen.rectangle([left, top, left + 33, top + 36], fill=30, outline=200)
    yield "a keyboard", np.asarray(sheet)


def branch(pen: ImageDraw.ImageDraw, x: float, y: float, angle: float, length: float) -> None:
    if length < 9:
        return
    end = x + length * np.cos(angle), y - length * np.sin(angle)
    pen.line([(x, y), end], fill=50, width=int(length / 8) + 1)
    for turn in (-0.45, 0.45):
        branch(pen, *end, angle + turn, 0.75 * length)
