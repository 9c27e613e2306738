"""What tests of the network share: the layers of a model, scikit-learn, and a tiny data set."""

from pathlib import Path

import numpy as np
import pytest
from foreign_models import SHAPE, Arrays, made

from network.datasets.mnist import IMAGES_MAGIC, LABELS_MAGIC, LabelledDigits, file_names
from network.training.training_data import draw


@pytest.fixture
def arrays(rng) -> Arrays:
    """Weights, (inputs, neurons), and biases of three layers, in 32 bits."""
    return made(rng, SHAPE)


@pytest.fixture(scope="module")
def sklearn_mlp():
    return pytest.importorskip("sklearn.neural_network", reason="scikit-learn is absent")


@pytest.fixture(scope="session")
def bars() -> LabelledDigits:
    """Pictures of 4 x 4 pixels: noise, and in one of the four rows a bar, which is the label."""
    rng = np.random.default_rng(1)
    images, labels = rng.integers(0, 60, (400, 4, 4)), rng.integers(0, 4, 400)
    images[np.arange(400), labels] += 150
    return LabelledDigits(images.astype(np.uint8), labels.astype(np.uint8))


@pytest.fixture
def folder(bars: LabelledDigits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The four files of a data set like MNIST, of bars, 100 of whose digits are for validation."""
    monkeypatch.setattr("network.training.training_data.VALIDATION", 100)
    write_data_set(tmp_path, bars, bars[:50])
    return tmp_path


def write_data_set(folder: Path, train: LabelledDigits, test: LabelledDigits) -> None:
    """Write the four files of a data set like MNIST."""
    for part, digits in (("train", train), ("t10k", test)):
        images, labels = (folder / name for name in file_names(part))
        header = np.array([IMAGES_MAGIC, *digits.images.shape], ">u4").tobytes()
        images.write_bytes(header + digits.images.tobytes())
        header = np.array([LABELS_MAGIC, len(digits)], ">u4").tobytes()
        labels.write_bytes(header + digits.labels.tobytes())


@pytest.fixture
def drawn_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same of 60 digits of the pen, 20 of which are held back."""
    monkeypatch.setattr("network.training.training_data.VALIDATION", 20)
    digits = draw(60, 0, lambda sequence, _: sequence)
    write_data_set(tmp_path, digits, digits[:20])
    return tmp_path
