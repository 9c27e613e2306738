"""Digits as pictures, networks and forward passes as pieces of a page."""

import base64
import html
import io
from collections.abc import Iterable

import numpy as np

from network.digits import Digit
from network.forward import ForwardPass
from network.model import Network

SCALE = 6  # times as large as the digit's pixels
BAR = 12  # letters wide is a score of 1


def digit_as_png(digit: Digit) -> bytes:
    """A digit as a PNG, white on black, each pixel a square."""
    from PIL import Image

    squares = np.kron(digit.image, np.ones((SCALE, SCALE)))
    written = io.BytesIO()
    Image.fromarray((255 * squares).round().astype(np.uint8)).save(written, "PNG")
    return written.getvalue()


def network_as_html(network: Network) -> str:
    """A network as a table of its layers."""
    rows = [
        (str(place), f"{len(layer.biases)}", f"{layer.weights.shape[1]}", layer.activation.name)
        for place, layer in enumerate(network.layers, start=1)
    ]
    labels = ", ".join(map(html.escape, network.labels))
    return (
        f"<p>A network of {network.parameter_count:,} parameters; its outputs: {labels}</p>"
        + _table(("layer", "neurons", "inputs of each", "activation"), rows)
    )


def forward_pass_as_html(record: ForwardPass) -> str:
    """A forward pass as its digit and its scores, the brightest first."""
    picture = base64.b64encode(digit_as_png(record.digit)).decode()
    ranked = map(record.ranked, range(len(record.labels)))
    rows = (
        (html.escape(record.labels[each.index]), f"{each.activation:.3f}", _bar(each.activation))
        for each in ranked
    )
    return (
        f'<img alt="the digit" src="data:image/png;base64,{picture}">'
        f"<p>The answer: {html.escape(record.answer_label)}</p>"
        + _table(("output", "score", ""), rows)
    )


def _bar(score: float) -> str:
    width = BAR * min(max(score, 0.0), 1.0)
    return f'<div style="background: currentColor; height: 0.6em; width: {width:.2f}em"></div>'


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = "".join(f"<th>{each}</th>" for each in head)
    lines = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in rows)
    return f"<table><tr>{titles}</tr>{lines}</table>"
