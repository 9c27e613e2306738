"""The light of many lines, added up as an array and developed into one picture."""

from copy import copy

import cairo
import numpy as np

from scenes import theme

FAINT = 1 / 255  # a line that adds less light than this cannot be seen
THIN, THICK = 0.006, 0.028  # width of the faintest and of the strongest line, in scene units
FINEST = 0.8  # pixels: no line is drawn finer
GLARE = 2.0  # how quickly light that adds up comes to full colour
CROWD = 98  # percentile of the added-up light beyond which a picture is exposed for less
ROOM = 32_000_000  # pixels that a picture of light may have: four frames of 3840 x 2160
MOVED = 0.01  # pixels: lines that have moved less are still where they were
BATCH = 200  # lines that are sampled at once; more take more memory and no less time


class LightPicture:
    """The light of many lines, developed when first asked for and whenever they have moved."""

    __slots__ = ("_light", "_lines", "_surface", "corner")

    def __init__(self) -> None:
        self._lines: np.ndarray | None = None  # their ends in pixels
        self._light: np.ndarray | None = None
        self._surface: cairo.ImageSurface | None = None
        self.corner = (0, 0)

    def __deepcopy__(self, memo: dict[int, object]) -> "LightPicture":
        return copy(self)

    def surface(
        self, starts: np.ndarray, ends: np.ndarray, light: np.ndarray, scale: float
    ) -> cairo.ImageSurface:
        """The picture in the frame's pixels; its upper left corner is `corner`.

        Raises ValueError for lines that span far more pixels than a frame has.
        """
        lines = np.concatenate((starts, ends))
        if not (_alike(lines, self._lines, MOVED) and _alike(light, self._light, FAINT / 100)):
            low = np.floor(lines.min(axis=0)).astype(int) - 4
            high = np.ceil(lines.max(axis=0)).astype(int) + 4
            width, height = high - low
            if width * height > ROOM:
                raise ValueError(
                    f"Lines that span {width:,} x {height:,} pixels; their light has room on "
                    f"{ROOM:,}, so scale them less."
                )
            self.corner = (int(low[0]), int(low[1]))
            self._surface = develop(add_up(starts - low, ends - low, light, high - low, scale))
            self._lines, self._light = lines, light.copy()
        return self._surface


def _alike(one: np.ndarray, two: np.ndarray | None, tolerance: float) -> bool:
    alike = two is not None and one.shape == two.shape
    return alike and float(np.abs(one - two).max(initial=0)) <= tolerance


def add_up(
    starts: np.ndarray, ends: np.ndarray, light: np.ndarray, size: np.ndarray, scale: float
) -> np.ndarray:
    """The light of all lines, (2, height, width): blue lines first, then orange ones.

    `starts` (n, 2) and `ends` (m, 2) are in pixels, `light` is (m, n), `scale` is pixels per
    scene unit. Each line is sampled once for every pixel of its longer extent and spread over
    the pixels beside it by how much of each it covers.
    """
    width, height = int(size[0]), int(size[1])
    image = np.zeros((2, height * width), dtype=np.float32)
    receivers, senders = np.nonzero(np.abs(light) >= FAINT)
    for channel, sign in enumerate((1, -1)):
        chosen = np.sign(light[receivers, senders]) == sign
        one, two = starts[senders[chosen]], ends[receivers[chosen]]
        value = np.abs(light[receivers[chosen], senders[chosen]])
        steep = np.abs(two - one)[:, 1] > np.abs(two - one)[:, 0]
        for along, pick in ((0, np.flatnonzero(~steep)), (1, np.flatnonzero(steep))):
            for some in np.split(pick, range(BATCH, len(pick), BATCH)):
                sweep(image[channel], one[some], two[some], value[some], along, width, scale)
    return image.reshape(2, height, width)


def sweep(
    image: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    light: np.ndarray,
    along: int,
    width: int,
    scale: float,
) -> None:
    """Add lines that run mainly along one axis (0 for x, 1 for y) to a flat image."""
    if not len(starts):
        return
    turn = (ends < starts)[:, along, None]
    starts, ends = np.where(turn, ends, starts), np.where(turn, starts, ends)
    first, last = np.round(starts[:, along]).astype(int), np.round(ends[:, along]).astype(int)
    counts = np.maximum(last - first, 1)
    line = np.repeat(np.arange(len(starts)), counts)
    step = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    run = ends - starts
    slope = run[:, 1 - along] / np.maximum(run[:, along], 1e-9)
    main = first[line] + step
    cross = (starts[:, 1 - along] + slope * (first + 0.5 - starts[:, along]))[line]
    cross += slope[line] * step
    lean = 1 / np.hypot(1, slope)
    width_of = (THIN + (THICK - THIN) * light) * scale  # in pixels
    drawn = np.maximum(width_of, FINEST)
    light, half = light * width_of / drawn, drawn / 2  # a finer line is a fainter one
    reach = int(np.ceil((half / lean).max() + 0.5))
    base = np.floor(cross).astype(int)
    strides = (1, width) if along == 0 else (width, 1)
    for beside in range(-reach, reach + 1):
        distance = np.abs(base + beside + 0.5 - cross) * lean[line]
        covered = np.clip(half[line] + 0.5 - distance, 0, 1) * light[line]
        place = main * strides[0] + (base + beside) * strides[1]
        seen = covered > 0
        image += np.bincount(place[seen], covered[seen], len(image)).astype(np.float32)


def develop(light: np.ndarray) -> cairo.ImageSurface:
    """Turn added-up light, (2, height, width), into a picture with premultiplied alpha."""
    total = light.sum(axis=0)
    crowd = np.percentile(total[total > 0], CROWD) if total.any() else 1.0
    alpha = 1 - np.exp(-GLARE * total / max(crowd, 1))
    hue = light**2  # the stronger of the two signs keeps its hue where they cross
    share = np.divide(alpha, hue.sum(axis=0), out=np.zeros_like(total), where=total > 0)
    colours = np.stack((theme.POSITIVE.to_rgb(), theme.NEGATIVE.to_rgb()))
    picture = np.empty((*total.shape, 4), dtype=np.uint8)
    for channel in range(3):
        mixed = hue[0] * colours[0, channel] + hue[1] * colours[1, channel]
        picture[..., channel] = np.round(255 * mixed * share)
    picture[..., 3] = np.round(255 * alpha)
    height, width = total.shape
    return cairo.ImageSurface.create_for_data(picture.data, cairo.FORMAT_ARGB32, width, height)
