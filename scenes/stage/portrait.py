"""The portrait of a network: one still, in which a digit has gone all the way through it."""

from tempfile import TemporaryDirectory

from manim import config, tempconfig
from PIL import Image

from network import Digit, Network, fitted_to
from network.interpretability.strongest_lines import StrongestLines
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.scores import Scores
from scenes.stage.inspection import painted
from scenes.stage.validation import check_network

HEIGHT = 1080  # pixels


def portrait(network: Network, digit: Digit) -> Image.Image:
    """What films show of a network at work on a digit: its neurons, its lines, and its answers.

    Raises ValueError for a network that films cannot show.
    """
    digit = fitted_to(digit, network)
    check_network(network, digit)
    record = network.forward(digit)
    size = {"pixel_height": HEIGHT, "pixel_width": round(HEIGHT * 16 / 9)}
    with TemporaryDirectory(prefix="media-") as media, tempconfig(size):
        config.update({"media_dir": media, "verbosity": "WARNING"})
        diagram = NetworkDiagram(record, lines=StrongestLines(record)).light_up()
        names = Scores(record, diagram.outputs).named
        return Image.fromarray(painted([diagram, names]).copy())
