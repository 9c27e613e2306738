"""Refuses ink that is not one whole digit, each time in a sentence that says what to do."""

from itertools import combinations

import numpy as np
from scipy.ndimage import binary_dilation, distance_transform_edt, label

from network.preprocessing.pieces import (
    TOUCHING,
    Box,
    box_of,
    boxes_of,
    length,
    numbered,
    pen_width,
    shared,
    sides_of,
)

CLOSE = 0.8  # of a picture, one way: a digit that spans as much may be cut out closely
LARGE = 0.4  # of the picture, each way: what is smaller stands around nothing
STRAIGHT = 0.9  # of a piece's height and breadth: lines that long both ways are a frame or axes,
THIN = 0.12  # if the piece fills no more of its box, or
TICKS = 5  # so many others stand around it
APART = 0.1  # of the height: nearer pieces of a digit that is no broader than high fell apart
FAR = 0.3  # of the height or breadth: pieces further from all others are marks of their own
TINY = 1 / 16  # of the picture: a digit no longer than that has fewer pixels than the network sees
TALL, WIDE = 2.0, 2.2  # times as high as broad are digits on each other; as broad as high, a row
MOST_PIECES = 16  # of ink in a picture, specks too
BULKY = 0.46  # of the longer side: a spot broader than that is no line; MNIST's reach 0.43
HOLES = 3  # in a digit at most, a slashed eight left aside
FAINT_INK = 0.2  # from which a pixel is not bare paper
BUSY = 0.016  # of the picture: so much that is neither the digit nor bare is no paper


def check_any(areas: np.ndarray) -> None:
    """Raise ValueError where no ink is left but that of the picture's border."""
    if not areas.any():
        raise ValueError(
            "All the ink lies along the picture's border; leave blank paper around the digit."
        )


def check_whole(digit: np.ndarray) -> None:
    """Raise ValueError for a digit, (height, width) of bool, that leaves the picture for good.

    A single stroke may end at the edge, and a bow may touch it; but where two strokes or more
    cross one side of a picture that is not cut out closely, a part of the digit lies beyond.
    """
    if not any(side.any() for side in sides_of(digit)):
        return
    width = pen_width(digit)
    spans = [length(part) / side for part, side in zip(box_of(digit), digit.shape, strict=True)]
    for side, span in zip(sides_of(digit), np.repeat(spans, 2), strict=True):
        stretches, _ = label(side)
        broad = (np.bincount(stretches)[1:] >= width / 2).sum()
        if broad > 1 and span < CLOSE:
            raise ValueError(
                f"{broad} strokes leave the picture on one side, so the digit is cut off; give the "
                "whole of it, best with blank paper around."
            )


def check_pieces(ink: np.ndarray) -> None:
    """Raise ValueError where ink is in more pieces than a digit with specks, or in a frame.

    A frame, or the axes of a plot, are a large piece with long straight lines both ways.
    """
    pieces, _ = numbered(ink)
    boxes = boxes_of(pieces)
    for number, box in boxes:
        spans = [length(part) / side for part, side in zip(box, pieces.shape, strict=True)]
        if min(spans) < LARGE:
            continue
        piece = pieces[box] == number
        lines = min(_outer(piece.mean(axis=axis)).max() for axis in (0, 1))
        is_around = len(boxes) > 1 and piece.mean() < THIN
        if lines > STRAIGHT and (is_around or len(boxes) > TICKS):
            raise ValueError(
                "A frame or the axes of a plot stand around the ink; save the digit alone, without "
                "them."
            )
    if len(boxes) > MOST_PIECES:
        raise ValueError(
            f"{len(boxes)} pieces of ink; give a picture of one digit and nothing else."
        )


def _outer(lines: np.ndarray) -> np.ndarray:
    """The tenths at either end, where frames and axes have their lines."""
    tenth = len(lines) // 10 + 1
    return np.concatenate([lines[:tenth], lines[-tenth:]])


def check_one(pieces: np.ndarray) -> None:
    """Raise ValueError where numbered pieces of ink are several digits."""
    if several_in(pieces):
        raise ValueError(
            "Several digits or other marks side by side; give a picture of one digit alone."
        )


def several_in(pieces: np.ndarray) -> bool:
    """Whether numbered pieces of ink, some of which there must be, are more than one digit.

    Side by side, one upon another, in a row that is one piece, or scattered. Where specks are left
    out, as in `one_digit`, this finds 99.5 % of 1,000 pairs of MNIST's test digits set next to each
    other and 83 % of those set upon each other, and takes none of 3,000 alone for several; of
    digits from which one or two rows or columns were rubbed out, 10 %.
    """
    rows, columns = box_of(pieces > 0)
    height, breadth = length(rows), length(columns)
    if breadth > WIDE * height:
        return True
    boxes = [box for _, box in boxes_of(pieces)]
    if len(boxes) < 2:
        return False
    width = pen_width(pieces > 0)
    least = min(0.3 * height, 3 * width)
    gap = 0 if breadth > 0.9 * height else APART * height
    return (
        _scattered(pieces > 0, max(height, breadth))
        or any(_side_by_side(one, other, least, gap) for one, other in combinations(boxes, 2))
        or (
            height > TALL * breadth
            and any(_on_each_other(one, other, 2 * width) for one, other in combinations(boxes, 2))
        )
    )


def _scattered(ink: np.ndarray, extent: int) -> bool:
    """Whether some ink lies further from all the rest than a digit's strokes fall apart."""
    _, groups = label(distance_transform_edt(~ink) <= FAR * extent / 2, TOUCHING)
    return groups > 1


def _side_by_side(one: Box, other: Box, least: float, gap: float) -> bool:
    """Whether two pieces share rows and no column, and are neither too small nor too near."""
    small, large = sorted((length(one[0]), length(other[0])))
    return (
        small >= max(0.5 * large, least)
        and shared(one[0], other[0]) >= 0.5 * small
        and -shared(one[1], other[1]) >= gap
    )


def _on_each_other(one: Box, other: Box, least: float) -> bool:
    """Whether two pieces share no row, are alike in height, and measure more than a line."""
    small, large = sorted((length(one[0]), length(other[0])))
    narrow = min(length(one[1]), length(other[1]))
    return shared(one[0], other[0]) <= 0 and small >= 0.5 * large and min(small, narrow) >= least


def check_line(digit: np.ndarray) -> None:
    """Raise ValueError for ink, (height, width) of bool, that no pen leaves that writes a digit."""
    piece = np.pad(digit[box_of(digit)], 1)
    if max(piece.shape) < TINY * max(digit.shape):
        raise ValueError(
            f"Ink {max(piece.shape) - 2} pixels long in a picture of {max(digit.shape)}; cut out "
            "the part with the digit."
        )
    broadest = 2 * distance_transform_edt(piece).max() - 1
    paper, _ = label(~piece)
    holes = (np.bincount(paper.ravel())[2:] > piece.size / 500).sum()  # after ink and surroundings
    if broadest > BULKY * max(piece.shape) or holes > HOLES:
        raise ValueError(
            "What is in the picture is not the line of a pen that writes a digit; give a picture "
            "of one digit and nothing else."
        )


def check_paper(ink: np.ndarray, digit: np.ndarray) -> None:
    """Raise ValueError where much that is neither the digit nor bare paper is in a picture.

    `ink` is (height, width), without the edges of paper and table; `digit`, of bool, says where
    the digit is.
    """
    reach = np.clip(round(pen_width(digit)), 2, max(2, max(ink.shape) // 12))
    beside = ink[~binary_dilation(digit, TOUCHING, int(reach))]
    share = (beside > FAINT_INK).sum() / ink.size
    if share > BUSY:
        raise ValueError(
            f"{share:.0%} of the picture is neither one digit nor bare paper; give a picture of "
            "one digit on plain paper."
        )
