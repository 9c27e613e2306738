"""The pen: draws digits as sloppily as people do, so that no data set is shipped."""

from network.handwriting.pen import draw_digit

__all__ = ["draw_digit"]
