import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from foreign_models import (
    INPUTS,
    NAMES,
    agrees,
    fitted,
    made,
    of_pytorch,
    onnx_of,
    outputs,
    refusal,
    safetensors_of,
    skops_of,
)

from network import Network
from network.importers import base as foreign
from network.importers.importing import import_network, load_network


@pytest.mark.parametrize(
    "names", [("0", "2", "10"), ("fc1", "fc2", "out"), ("net.9.fc", "net.10.fc", "net.11.fc")]
)
def test_a_network_of_pytorch_gives_what_it_gave_there(tmp_path, arrays, names) -> None:
    path = of_pytorch(tmp_path / "model.safetensors", arrays, names)
    assert agrees(import_network(path, NAMES), outputs(arrays))


def test_a_network_of_flax_gives_what_it_gave_there(tmp_path, arrays) -> None:
    tensors = {}
    for place, (weights, biases) in enumerate(arrays):
        tensors |= {f"params.Dense_{place}.kernel": weights, f"params.Dense_{place}.bias": biases}
    path = safetensors_of(tmp_path / "model.safetensors", tensors)
    assert agrees(import_network(path, NAMES), outputs(arrays))


def test_layers_of_one_size_are_taken_in_the_order_of_their_numbers(tmp_path, rng) -> None:
    names = [f"layers.{place}" for place in range(12)]
    arrays = made(rng, (6,) * 13)
    path = of_pytorch(tmp_path / "model.safetensors", arrays, names)
    inputs = INPUTS[:, :6]
    network = import_network(path, ["tanh"] * 12)
    assert agrees(network, outputs(arrays, ["tanh"] * 12, inputs), inputs)


def test_numbers_decide_between_layers_of_one_size_and_one_name(tmp_path, rng) -> None:
    arrays = made(rng, (12, 12, 12, 3))
    path = of_pytorch(tmp_path / "model.safetensors", arrays, ("fc1", "fc2", "out"))
    assert agrees(import_network(path, NAMES), outputs(arrays))


def test_many_layers_without_numbers_are_refused_at_once(tmp_path, rng) -> None:
    names = tuple("abcdefghi")
    path = of_pytorch(tmp_path / "model.safetensors", made(rng, (4,) * 10), names)
    assert "the order of a, b, c, d, e, f, g, h, i cannot be told" in refusal(path)
    path = of_pytorch(tmp_path / "model.safetensors", made(rng, (4,) * 9), names[:8])
    assert "more than one order" in refusal(path)


def test_layers_whose_order_is_open_are_refused(tmp_path, rng) -> None:
    arrays = made(rng, (12, 5, 5, 5, 3))
    path = of_pytorch(tmp_path / "model.safetensors", arrays, ("in", "left", "right", "out"))
    assert "more than one order; number them" in refusal(path, ["relu"] * 4)


def test_layers_that_do_not_fit_are_refused(tmp_path, arrays) -> None:
    path = of_pytorch(tmp_path / "model.safetensors", [arrays[0], arrays[2]], ("in", "out"))
    assert "fit together in no order" in refusal(path, NAMES[1:])
    path = of_pytorch(tmp_path / "model.safetensors", [arrays[0], arrays[2]], ("0", "1"))
    assert "Layer 1 has 5 neurons but layer 2 takes 4 inputs" in refusal(path, NAMES[1:])


def test_a_layer_without_biases_has_biases_of_zero(tmp_path, rng) -> None:
    weights = rng.normal(size=(3, 12))
    path = safetensors_of(tmp_path / "model.safetensors", {"weight": weights})
    network = import_network(path, ["identity"])
    assert agrees(network, INPUTS @ weights.T)


@pytest.mark.parametrize(
    ("name", "tensor"),
    [
        ("conv.weight", np.zeros((8, 1, 3, 3), "f4")),
        ("norm.running_mean", np.zeros(5, "f4")),
        ("norm.weight", np.zeros(5, "f4")),
        ("lonely.bias", np.zeros(5, "f4")),
    ],
)
def test_a_tensor_of_no_dense_layer_is_named(tmp_path, arrays, name, tensor) -> None:
    tensors = {"fc.weight": arrays[0][0].T, name: tensor}
    path = safetensors_of(tmp_path / "model.safetensors", tensors)
    assert f"{name} of shape" in refusal(path, ["relu"])


def test_whole_numbers_are_no_weights(tmp_path) -> None:
    path = safetensors_of(tmp_path / "model.safetensors", {"fc.weight": np.zeros((3, 2), "i1")})
    assert "numbers of type int8" in refusal(path, ["relu"])


@pytest.mark.filterwarnings("error")
def test_weights_that_are_not_finite_are_refused_without_a_warning(tmp_path) -> None:
    weights = np.array([[np.inf, -np.inf]], "f4")
    path = safetensors_of(tmp_path / "model.safetensors", {"fc.weight": weights})
    assert "must be finite" in refusal(path, ["relu"], (), 255, 1)


@pytest.mark.parametrize("activation", ["logistic", "tanh", "relu", "identity"])
def test_a_network_of_scikit_learn_gives_what_it_gave_there(
    tmp_path, sklearn_mlp, activation
) -> None:
    model = fitted(sklearn_mlp.MLPClassifier((5, 4), activation=activation), ["a", "b", "c"])
    network = load_network(skops_of(tmp_path / "model.skops", model))
    assert network.labels == ("a", "b", "c")
    assert agrees(network, model.predict_proba(INPUTS))


def test_of_two_classes_the_one_output_stands_for_the_second(tmp_path, sklearn_mlp) -> None:
    model = fitted(sklearn_mlp.MLPClassifier((5,)), [3, 8])
    network = load_network(skops_of(tmp_path / "model.skops", model))
    assert network.labels == ("8",)
    assert agrees(network, model.predict_proba(INPUTS)[:, 1:])


def test_a_regressor_is_a_network_too(tmp_path, sklearn_mlp) -> None:
    model = sklearn_mlp.MLPRegressor(hidden_layer_sizes=(5,)).partial_fit(INPUTS, INPUTS[:, :2])
    network = load_network(skops_of(tmp_path / "model.skops", model))
    assert agrees(network, model.predict(INPUTS))


def test_another_model_of_scikit_learn_is_named(tmp_path, sklearn_mlp) -> None:
    from sklearn.linear_model import LogisticRegression

    path = skops_of(tmp_path / "model.skops", LogisticRegression())
    assert "it holds a LogisticRegression" in refusal(path)
    path = skops_of(tmp_path / "model.skops", sklearn_mlp.MLPClassifier())
    assert "MLPClassifier has not been fitted" in refusal(path)


def rewritten(path: Path, change) -> Path:
    """The same archive, each file passed through `change`."""
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, change(name, content))
    return path


@pytest.fixture
def skops(tmp_path, sklearn_mlp) -> Path:
    return skops_of(
        tmp_path / "model.skops", fitted(sklearn_mlp.MLPClassifier((5,)), ["a", "b", "c"])
    )


def test_pickled_arrays_are_refused(skops) -> None:
    pickled = io.BytesIO()
    np.save(pickled, np.array([{}], dtype=object), allow_pickle=True)
    rewritten(skops, lambda name, old: pickled.getvalue() if name.endswith(".npy") else old)
    assert "allow_pickle=False" in refusal(skops)


def test_an_archive_that_unpacks_to_too_much_is_refused_unread(skops, monkeypatch) -> None:
    monkeypatch.setattr(foreign, "MOST_BYTES", 50_000)
    rewritten(skops, lambda name, old: old + bytes(100_000) if name.endswith(".json") else old)
    assert skops.stat().st_size < 50_000
    assert "50000 is the most that is read" in refusal(skops)


def test_an_npz_that_unpacks_to_too_much_is_refused(tmp_path, small, monkeypatch) -> None:
    small.save(tmp_path / "net.npz")
    monkeypatch.setattr("network.npz.MOST_BYTES", 4000)
    with pytest.raises(ValueError, match="4000 is the most that is read"):
        Network.load(tmp_path / "net.npz")


def test_a_keras_array_that_unpacks_to_too_much_is_refused(tmp_path) -> None:
    h5py = pytest.importorskip("h5py", reason="the extra keras is absent")
    path = tmp_path / "model.weights.h5"
    with h5py.File(path, "w") as content:
        content.create_dataset("layers/dense/vars/0", (2**20, 2**20), "f4", chunks=(16, 16))
    assert path.stat().st_size < 10_000
    assert f"{2**42} bytes" in refusal(path, ["relu"])


def test_one_array_used_over_and_over_is_refused(tmp_path, monkeypatch, rng) -> None:
    monkeypatch.setattr(foreign, "MOST_WEIGHTS", 1000)
    steps = [("MatMul", [".", "W"], {}), ("Relu", ["."], {})] * 20
    path = onnx_of(tmp_path / "model.onnx", steps, {"W": rng.normal(size=(12, 12))})
    assert "1008 weights or more; 1000 is the most" in refusal(path)
