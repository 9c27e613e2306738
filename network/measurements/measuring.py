"""Measuring: what a network and each of its hidden neurons do with digits of known labels."""

from collections.abc import Iterator
from dataclasses import astuple

import numpy as np

from network.evaluation.confusion import places_of
from network.evaluation.noise import uniform_noise
from network.evaluation.roc import area_under_curve
from network.interpretability.ablation import ablated
from network.interpretability.stroke_match import match_strokes
from network.measurements.measured import MeasuredLayer, MeasuredNetwork, digest_of_network
from network.model import Network

NOISES, SEED = 500, 0  # with which the picture of a neuron is compared
STATICS = 5000  # pictures of uniform noise that are read
ON, SURE = 0.5, 0.9  # from which a neuron is said to be on, and an answer to be sure
LOOPS = ("8", "9")  # the digits with an upper loop
DECIMALS = 6  # of activations and their sums: what is less depends on the order of additions


def measure(
    name: str,
    network: Network,
    images: np.ndarray,
    labels: np.ndarray,
    *,
    group: tuple[str, ...] = LOOPS,
    noises: int = NOISES,
    statics: int = STATICS,
) -> MeasuredNetwork:
    """Measure a network on images, (N, 784), with labels, (N,).

    `group` are the labels that hidden neurons are to tell from the rest, see `areas`.
    The picture of each first neuron is compared with so many `noises`, and `statics` pictures of
    uniform noise, of the seeds from 0 up, are read.

    Raises ValueError where images and labels do not fit each other or the network, and for a
    network without hidden layers.
    """
    places = places_of(labels, images, network)
    outputs = network.shape[-1]
    if len(network.layers) == 1:
        raise ValueError(f"The network {name!r} has no hidden neuron to measure.")
    noise = np.stack([uniform_noise(seed).pixels for seed in range(statics)])
    matches = match_strokes(network.layers[0].weights, noises, SEED)
    return MeasuredNetwork(
        name=name,
        sha256=digest_of_network(network),
        labels=network.labels,
        counts=np.bincount(places, minlength=outputs),
        right=_right(network, images, places),
        percentiles=np.array([match.percentile for match in matches]),
        bars=np.array([astuple(match.bar) for match in matches], dtype=float),
        noises=noises,
        statics=statics,
        sure_statics=int((_scores(network, noise).max(axis=1) > SURE).sum()),
        group=group,
        layers=tuple(_hidden_layers(network, images, places, group)),
    )


def _hidden_layers(
    network: Network, images: np.ndarray, places: np.ndarray, group: tuple[str, ...]
) -> Iterator[MeasuredLayer]:
    responses = images.astype(float)
    for place, layer in enumerate(network.layers[:-1]):
        responses = layer.activations(responses)
        right = [
            _right(ablated(network, place, neuron), images, places)
            for neuron in range(len(layer.biases))
        ]
        inside = np.isin(np.array(network.labels)[places], group)
        yield _layer(responses.round(DECIMALS), np.array(right), places, inside)


def _layer(
    responses: np.ndarray, right: np.ndarray, places: np.ndarray, inside: np.ndarray
) -> MeasuredLayer:
    """What is known of a hidden layer by its activations, (N, neurons)."""
    of_label = places[:, None] == np.arange(right.shape[1])
    return MeasuredLayer(
        sums=(responses.T @ of_label).round(DECIMALS),
        on=(responses > ON).T.astype(int) @ of_label.astype(int),
        right_without=right,
        areas=np.array([area_under_curve(row, inside) for row in responses.T]),
    )


def _right(network: Network, images: np.ndarray, places: np.ndarray) -> np.ndarray:
    """How many digits of each label are read rightly, (labels,)."""
    return np.bincount(places[network.classify(images) == places], minlength=network.shape[-1])


def _scores(network: Network, images: np.ndarray) -> np.ndarray:
    scores = images
    for layer in network.layers:
        scores = layer.activations(scores)
    return scores
