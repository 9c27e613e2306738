"""The page to play with: one file, in which networks answer while somebody draws."""

import base64
import json
import tomllib
from collections.abc import Mapping

from network import Network, read_digit
from network.npz import FORMAT, VERSION
from scenes.lesson.pages import TEMPLATES, page

WORDS = TEMPLATES / "play.toml"
SAMPLES = TEMPLATES.parent / "digits"
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDER = (  # of the scripts: each one stands on those before it
    *("network", "pieces", "sizes", "normalise", "ink", "pictures", "lines", "words", "plan"),
    *("pad", "diagram", "curve", "dial", "neuron", "answer", "npz", "files", "address"),
    *("page", "start"),
)


def play_page(networks: Mapping[str, Network]) -> str:
    """A page on which one draws digits and sees what each of these networks makes of them.

    The first network is the one that is shown at first. Weights are those that `Network.save`
    writes, in 32 bits.

    Raises ValueError where there is no network, and where one does not take pictures of digits.
    """
    if not networks:
        raise ValueError("A page without a network; give one at least.")
    samples = {name: read_digit(SAMPLES / f"{name}.png") for name in NAMES}
    for name, network in networks.items():
        if network.shape[0] != samples[NAMES[0]].pixels.size:
            raise ValueError(
                f"The network {name} takes {network.shape[0]} inputs; the page gives "
                f"{samples[NAMES[0]].pixels.size}."
            )
    words = play_words()
    told = {
        "words": words,
        "networks": {name: _in_letters(network.packed()) for name, network in networks.items()},
        "samples": {
            name: _in_letters((255 * digit.pixels).round().astype("uint8").tobytes())
            for name, digit in samples.items()
        },
    }
    scripts = [f"play/{name}.js" for name in ORDER]
    return page("play.html", told=told, words=words["en"], samples=NAMES, scripts=scripts)


def network_as_json(network: Network) -> str:
    """A network as the JSON that the page takes, a list of weights for each neuron."""
    layers = [
        {
            "weights": layer.weights.tolist(),
            "biases": layer.biases.tolist(),
            "activation": layer.activation.name,
        }
        for layer in network.layers
    ]
    about = {"format": FORMAT, "version": VERSION, "labels": network.labels}
    return json.dumps({**about, "origin": network.origin, "layers": layers})


def play_words() -> dict[str, dict[str, str]]:
    """The words of the page: a text for each name in each language."""
    told = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    languages = next(iter(told.values()))
    return {
        language: {name: texts[language] for name, texts in told.items()} for language in languages
    }


def _in_letters(content: bytes) -> str:
    return base64.b64encode(content).decode()
