from pathlib import Path

import numpy as np
import pytest
from foreign_models import (
    INPUTS,
    NAMES,
    agrees,
    h5_of,
    in_a_row,
    keras_dense,
    keras_layer,
    keras_of,
    made,
    outputs,
    refusal,
)

from network.importers.importing import import_network, load_network

MADE_BY_KERAS = Path(__file__).parent / "made_by_keras"


def test_a_network_of_keras_gives_what_it_gave_there(tmp_path, arrays) -> None:
    path = keras_of(tmp_path / "model.keras", in_a_row(arrays), arrays)
    network = load_network(path)
    assert [layer.activation.name for layer in network.layers] == list(NAMES)
    assert agrees(network, outputs(arrays))


@pytest.mark.parametrize(
    ("name", "activations", "scale"),
    [
        ("sequential.keras", (), 1),
        ("sequential.weights.h5", NAMES, 1),
        ("functional.keras", (), 255),
    ],
)
def test_files_made_by_keras_itself_give_what_they_gave_there(name, activations, scale) -> None:
    pytest.importorskip("h5py", reason="the extra keras is absent")
    network = import_network(MADE_BY_KERAS / name, activations, scale=scale)
    with np.load(MADE_BY_KERAS / "answers.npz") as answers:
        assert agrees(network, answers[name.partition(".")[0]], answers["inputs"].astype(float))


def functional(layers: list[dict], sources: list[str | None]) -> list[dict]:
    for layer, source in zip(layers, sources, strict=True):
        tensor = {"class_name": "__keras_tensor__", "config": {"keras_history": [source, 0, 0]}}
        layer["inbound_nodes"] = [{"args": [tensor], "kwargs": {}}] if source else []
    return layers


def test_a_functional_network_of_keras_gives_what_it_gave_there(tmp_path, arrays) -> None:
    row = in_a_row(arrays)
    names = [layer["config"]["name"] for layer in row]
    path = tmp_path / "model.keras"
    keras_of(path, functional(row, [None, *names[:-1]]), arrays, "Functional")
    assert agrees(load_network(path), outputs(arrays))


def test_layers_that_branch_are_refused(tmp_path, arrays) -> None:
    row = in_a_row(arrays)
    names = [layer["config"]["name"] for layer in row]
    names[-2] = "flatten"
    path = tmp_path / "model.keras"
    keras_of(path, functional(row, [None, *names[:-1]]), arrays, "Functional")
    assert "activation does not simply follow" in refusal(path)


def test_a_rescaling_is_folded_into_the_first_layer(tmp_path, arrays) -> None:
    row = in_a_row(arrays)
    row.insert(1, keras_layer("Rescaling", "rescaling", scale=1 / 127.5, offset=-1.0))
    path = keras_of(tmp_path / "model.keras", row, arrays)
    network = import_network(path, scale=255)
    assert agrees(network, outputs(arrays, inputs=2 * INPUTS - 1))
    assert network.origin["scale_inside"] == 1 / 127.5


@pytest.mark.parametrize("kind", ["Conv2D", "BatchNormalization", "Lambda", "Permute"])
def test_a_layer_of_keras_that_is_not_dense_is_named(tmp_path, arrays, kind) -> None:
    row = in_a_row(arrays)
    row.insert(3, keras_layer(kind, "strange"))
    more = {"layers/batch_normalization/vars/0": np.zeros(3)}
    path = keras_of(tmp_path / "model.keras", row, arrays, more=more)
    assert f"a layer {kind} (strange)" in refusal(path)


@pytest.mark.parametrize("activation", ["gelu", {"class_name": "Custom"}])
def test_an_activation_of_keras_that_is_unknown_is_named(tmp_path, arrays, activation) -> None:
    path = keras_of(tmp_path / "model.keras", [keras_dense(0, arrays, activation)], arrays[:1])
    assert f"the activation {activation}" in refusal(path)


def test_a_leaking_relu_is_not_taken_for_a_plain_one(tmp_path, arrays) -> None:
    row = in_a_row(arrays)
    row[5]["config"]["negative_slope"] = 0.1
    assert "ReLU" in refusal(keras_of(tmp_path / "model.keras", row, arrays))


def test_weights_of_keras_alone_need_activations(tmp_path, arrays) -> None:
    path = tmp_path / "model.weights.h5"
    h5_of(path, arrays)
    assert "--activations sigmoid,sigmoid,softmax" in refusal(path)
    assert agrees(import_network(path, NAMES), outputs(arrays))


def test_twelve_layers_of_keras_stay_in_order(tmp_path, rng) -> None:
    arrays = made(rng, (6,) * 13)
    path = tmp_path / "model.weights.h5"
    h5_of(path, arrays)
    inputs = INPUTS[:, :6]
    network = import_network(path, ["tanh"] * 12)
    assert agrees(network, outputs(arrays, ["tanh"] * 12, inputs), inputs)


def test_weights_of_keras_that_are_not_dense_are_named(tmp_path, arrays) -> None:
    path = tmp_path / "model.weights.h5"
    h5_of(path, arrays, {"layers/conv2d/vars/0": np.zeros((3, 3, 1, 8))})
    assert "conv2d, which is no dense layer" in refusal(path, NAMES)


def test_a_model_inside_a_model_is_refused(tmp_path, arrays) -> None:
    path = tmp_path / "model.weights.h5"
    h5_of(path, arrays, {"layers/sequential/layers/dense/vars/0": np.zeros((2, 2))})
    assert "a model inside a model (layers/sequential/layers/dense/vars/0)" in refusal(path, NAMES)


def test_a_keras_model_of_two_outputs_is_refused(tmp_path, arrays) -> None:
    row = in_a_row(arrays)
    outputs = {"output_layers": [["thinking_1", 0, 0], ["activation", 0, 0]]}
    path = keras_of(tmp_path / "model.keras", row, arrays, "Functional", **outputs)
    assert "more weights or outputs than one chain" in refusal(path)


def test_weights_in_another_file_are_not_followed(tmp_path, arrays) -> None:
    h5py = pytest.importorskip("h5py", reason="the extra keras is absent")
    path, secret = tmp_path / "model.weights.h5", tmp_path / "secret"
    secret.write_bytes(bytes(48))
    with h5py.File(path, "w") as content:
        outside = [(str(secret), 0, 48)]
        content.create_dataset("layers/dense/vars/0", (4, 3), "f4", external=outside)
    assert "kept in another file" in refusal(path, ["relu"])


def test_a_name_of_many_lines_is_told_in_one(tmp_path, arrays) -> None:
    path = tmp_path / "model.weights.h5"
    h5_of(path, arrays, {f"layers/con\nv\x1b[31m{'2d' * 1000}/vars/0": np.zeros((3, 3, 1, 8))})
    assert len(refusal(path, NAMES)) < len(str(path)) + 400


def test_a_softmax_of_its_own_is_an_activation_along_the_outputs_alone(tmp_path, arrays) -> None:
    row = in_a_row(arrays)
    row[-1] = keras_layer("Softmax", "softmax", axis=-1)
    path = keras_of(tmp_path / "model.keras", row, arrays)
    assert agrees(load_network(path), outputs(arrays))
    row[-1] = keras_layer("Softmax", "softmax", axis=0)
    assert "a layer Softmax" in refusal(keras_of(tmp_path / "model.keras", row, arrays))


def test_another_kind_of_model_is_named(tmp_path, arrays) -> None:
    path = keras_of(tmp_path / "model.keras", in_a_row(arrays), arrays, "MyModel")
    assert "it is a MyModel, not a Sequential or Functional model" in refusal(path)
