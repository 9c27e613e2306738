"""The light of many lines, added up as an array and developed into pictures.

Beside the light that lies on each pixel, a second array holds how far along its line the pixel is,
from 0 where lines begin to 255 where they end. A table of 256 entries says how bright light is so
far along, so that it runs along every line at once at the cost of looking it up.
"""

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
LEFT = 0.35  # of the crest's light that stays on a line when the crest has passed
CREST = 0.16  # length of the crest, as a share of its line
LAST = 255  # of the table: where lines end
MOVED = 0.01  # pixels: lines that have moved less are still where they were
SCALED = 1e-6  # a smaller change of scale is none
BATCH = 200  # lines that are sampled at once; more take more memory and no less time


class LightPicture:
    """The light of many lines, developed when first asked for and whenever they have changed.

    Lines that are the same but for their width and height are shown by the same picture, drawn out
    or pressed together. Lines on their way to other places are, too, as well as that fits them:
    where they rest they are developed anew.
    """

    __slots__ = ("_added", "_corner", "_crest", "_left", "_light", "_lines", "_way")

    def __init__(self) -> None:
        self._lines: np.ndarray | None = None  # their ends in pixels
        self._light: np.ndarray | None = None
        self._added: np.ndarray | None = None  # what the pictures are developed from
        self._left: cairo.ImageSurface | None = None
        self._crest: cairo.ImageSurface | None = None
        self._way: np.ndarray | None = None  # (height, width) of bytes: how far along its line
        self._corner = np.zeros(2, dtype=int)  # where the pictures' upper left corner belongs

    def __deepcopy__(self, memo: dict[int, object]) -> "LightPicture":
        return copy(self)

    def paint(
        self,
        context: cairo.Context,
        lines: tuple[np.ndarray, np.ndarray],
        light: np.ndarray,
        front: float,
        opacity: float,
        scale: float,
        *,
        is_moving: bool = False,
    ) -> None:
        """Paint lines as far as light has come on its way from 0 to 1.

        `lines` are where they start, (n, 2), and end, (m, 2), in the context's pixels; `light` is
        (m, n) and `scale` is pixels per scene unit. Raises ValueError for lines that span far more
        pixels than a frame has.
        """
        larger, corner = self._develop(*lines, light, scale, is_moving)
        context.save()
        context.translate(*corner)
        context.scale(*larger)
        if front >= 1:
            _lay(context, self._left, larger)
            context.paint_with_alpha(opacity)
        else:
            if self._crest is None:  # it is needed while light runs, and not before
                self._crest, self._way = develop(self._added[:2], 1 / LEFT), way_of(self._added)
            for picture, table in ((self._left, left(front)), (self._crest, crest(front))):
                _lay(context, picture, larger)
                context.mask(_mask(np.round(opacity * table).astype(np.uint8)[self._way], larger))
        context.restore()

    def _develop(
        self, starts: np.ndarray, ends: np.ndarray, light: np.ndarray, scale: float, is_moving: bool
    ) -> tuple[np.ndarray, np.ndarray]:
        """How many times as large the pictures are to be shown, and their upper left corner."""
        lines = np.concatenate((starts, ends))
        if _alike(light, self._light, FAINT / 100):
            larger = _enlarged(lines, self._lines)
            if larger is not None:
                return larger, lines[0] + larger * (self._corner - self._lines[0])
            if is_moving:
                middle, before = lines.mean(axis=0), self._lines.mean(axis=0)
                now, then = np.ptp(lines, axis=0), np.ptp(self._lines, axis=0)
                larger = np.where((now > 1) & (then > 1), now / np.maximum(then, 1), 1)
                return larger, middle + larger * (self._corner - before)
        low = np.floor(lines.min(axis=0)).astype(int) - 4
        high = np.ceil(lines.max(axis=0)).astype(int) + 4
        width, height = high - low
        if width * height > ROOM:
            raise ValueError(
                f"Lines that span {width:,} x {height:,} pixels; their light has room on "
                f"{ROOM:,}, so scale them less."
            )
        added = add_up(starts - low, ends - low, light, high - low, scale)
        self._left, self._crest, self._added = develop(added[:2]), None, added
        self._lines, self._light, self._corner = lines, light.copy(), low
        return np.ones(2), low


def left(front: float) -> np.ndarray:
    """The light that stays on lines as far as the crest has come, (256,) from 0 to 255."""
    return 255 * np.clip(_behind(front) / CREST, 0, 1)


def crest(front: float) -> np.ndarray:
    """The light of the crest: it rises at once and falls slowly behind, (256,) from 0 to 255."""
    behind = _behind(front) / CREST
    return 255 * np.clip(np.minimum(4 * behind, (1 - behind) * 4 / 3), 0, 1)


def _behind(front: float) -> np.ndarray:
    """How far each place of a line lies behind the front, in lengths of the line, (256,)."""
    return front * (1 + CREST) - np.arange(LAST + 1) / LAST


def _lay(context: cairo.Context, picture: cairo.ImageSurface, larger: np.ndarray) -> None:
    context.set_source_surface(picture)
    context.get_source().set_filter(_filter(larger))


def _filter(larger: np.ndarray) -> cairo.Filter:
    return cairo.FILTER_NEAREST if (larger == 1).all() else cairo.FILTER_BILINEAR


def _mask(pixels: np.ndarray, larger: np.ndarray) -> cairo.SurfacePattern:
    """How much of each pixel is seen, (height, width) of bytes, as a mask."""
    height, width = pixels.shape
    stride = cairo.ImageSurface.format_stride_for_width(cairo.FORMAT_A8, width)
    if stride != width:
        pixels = np.pad(pixels, ((0, 0), (0, stride - width)))
    surface = cairo.ImageSurface.create_for_data(
        pixels.data, cairo.FORMAT_A8, width, height, stride
    )
    pattern = cairo.SurfacePattern(surface)
    pattern.set_filter(_filter(larger))
    return pattern


def _enlarged(lines: np.ndarray, before: np.ndarray | None) -> np.ndarray | None:
    """How many times as wide and as high lines are as before, (2,), ones where they rest.

    None for others: lines that have only been moved, or are turned.
    """
    if _alike(lines, before, MOVED):
        return np.ones(2)
    if before is None or lines.shape != before.shape:
        return None
    spread, now = before - before[0], lines - lines[0]
    extent = (spread**2).sum(axis=0)
    larger = np.where(extent > 0, (now * spread).sum(axis=0) / np.maximum(extent, 1e-9), 1)
    kept = (np.abs(larger - 1) > SCALED).any() and (larger > 0).all()
    return larger if kept and _alike(now, larger * spread, MOVED) else None


def _alike(one: np.ndarray, two: np.ndarray | None, tolerance: float) -> bool:
    alike = two is not None and one.shape == two.shape
    return alike and float(np.abs(one - two).max(initial=0)) <= tolerance


def add_up(
    starts: np.ndarray, ends: np.ndarray, light: np.ndarray, size: np.ndarray, scale: float
) -> np.ndarray:
    """The light of all lines, (3, height, width): of blue lines, then of orange ones.

    Last comes, of all together, light times how far along its line it lies, from 0 to 1.
    `starts` (n, 2) and `ends` (m, 2) are in pixels, `light` is (m, n), `scale` is pixels per
    scene unit. Each line is sampled once for every pixel of its longer extent and spread over
    the pixels beside it by how much of each it covers.
    """
    width, height = int(size[0]), int(size[1])
    image = np.zeros((3, height * width), dtype=np.float32)
    receivers, senders = np.nonzero(np.abs(light) >= FAINT)
    for channel, sign in enumerate((1, -1)):
        chosen = np.sign(light[receivers, senders]) == sign
        one, two = starts[senders[chosen]], ends[receivers[chosen]]
        value = np.abs(light[receivers[chosen], senders[chosen]])
        steep = np.abs(two - one)[:, 1] > np.abs(two - one)[:, 0]
        for along, pick in ((0, np.flatnonzero(~steep)), (1, np.flatnonzero(steep))):
            for some in np.split(pick, range(BATCH, len(pick), BATCH)):
                images = image[channel], image[2]
                sweep(images, one[some], two[some], value[some], along, width, scale)
    return image.reshape(3, height, width)


def _drawn(light: np.ndarray, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """The light of lines as they are drawn, and half their widths in pixels, each (n,)."""
    width = (THIN + (THICK - THIN) * light) * scale
    drawn = np.maximum(width, FINEST)
    return light * width / drawn, drawn / 2  # a finer line is a fainter one


def sweep(
    images: tuple[np.ndarray, np.ndarray],
    starts: np.ndarray,
    ends: np.ndarray,
    light: np.ndarray,
    along: int,
    width: int,
    scale: float,
) -> None:
    """Add lines that run mainly along one axis (0 for x, 1 for y) to two flat images.

    The first takes their light, the second their light times how far along the lines it lies.
    """
    if not len(starts):
        return
    turn = (ends < starts)[:, along, None]
    starts, ends = np.where(turn, ends, starts), np.where(turn, starts, ends)
    first, last = (np.round(each[:, along]).astype(int) for each in (starts, ends))
    counts = np.maximum(last - first, 1)
    line = np.repeat(np.arange(len(starts)), counts)
    step = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    share = (step + 0.5) / counts[line]
    share = np.where(turn[line, 0], 1 - share, share)
    run = ends - starts
    slope = run[:, 1 - along] / np.maximum(run[:, along], 1e-9)
    main = first[line] + step
    cross = (starts[:, 1 - along] + slope * (first + 0.5 - starts[:, along]))[line]
    cross += slope[line] * step
    lean = 1 / np.hypot(1, slope)
    light, half = _drawn(light, scale)
    reach = int(np.ceil((half / lean).max() + 0.5))
    base = np.floor(cross).astype(int)
    strides = (1, width) if along == 0 else (width, 1)
    for beside in range(-reach, reach + 1):
        distance = np.abs(base + beside + 0.5 - cross) * lean[line]
        covered = np.clip(half[line] + 0.5 - distance, 0, 1) * light[line]
        place = main * strides[0] + (base + beside) * strides[1]
        seen = covered > 0
        for image, weight in zip(images, (covered, covered * share), strict=True):
            image += np.bincount(place[seen], weight[seen], len(image)).astype(np.float32)


def way_of(added: np.ndarray) -> np.ndarray:
    """How far along its line each pixel lies, (height, width) of bytes, by the light on it."""
    total = added[:2].sum(axis=0)
    share = np.divide(added[2], total, out=np.zeros_like(total), where=total > 0)
    return np.round(LAST * np.clip(share, 0, 1)).astype(np.uint8)


def develop(light: np.ndarray, brighter: float = 1.0) -> cairo.ImageSurface:
    """Turn added-up light, (2, height, width), into a picture with premultiplied alpha.

    It may be so many times brighter as it is exposed for.
    """
    total = light.sum(axis=0)
    crowd = np.percentile(total[total > 0], CROWD) if total.any() else 1.0
    alpha = 1 - np.exp(-GLARE * brighter * total / max(crowd, 1))
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
