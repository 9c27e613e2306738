import subprocess
import sys

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
from network.importers.named import Said


def test_a_network_of_keras_gives_what_it_gave_there(tmp_path, arrays) -> None:
    path = keras_of(tmp_path / "model.keras", in_a_row(arrays), arrays)
    network = load_network(path)
    assert [layer.activation.name for layer in network.layers] == list(NAMES)
    assert agrees(network, outputs(arrays))


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


@pytest.mark.parametrize("kind", ["Conv2D", "LayerNormalization", "Lambda", "PReLU"])
def test_a_layer_of_keras_that_is_not_dense_is_named(tmp_path, arrays, kind) -> None:
    row = in_a_row(arrays)
    row.insert(3, keras_layer(kind, "strange"))
    path = keras_of(tmp_path / "model.keras", row, arrays)
    assert f"a layer {kind} (strange)" in refusal(path)


@pytest.mark.parametrize("activation", ["mish", {"class_name": "Custom"}])
def test_an_activation_of_keras_that_is_unknown_is_named(tmp_path, arrays, activation) -> None:
    path = keras_of(tmp_path / "model.keras", [keras_dense(0, arrays, activation)], arrays[:1])
    assert "no activation is called" in refusal(path)
    assert str(activation)[2:6] in refusal(path)


def test_a_leaking_relu_leaks_as_much_as_its_layer_says(tmp_path, arrays) -> None:
    row = in_a_row(arrays)
    row[5]["config"]["negative_slope"] = 0.1
    network = load_network(keras_of(tmp_path / "model.keras", row, arrays))
    assert network.layers[1].activation.name == "leaky_relu:0.1"
    row[5]["config"]["max_value"] = 6
    assert "a layer ReLU" in refusal(keras_of(tmp_path / "model.keras", row, arrays))


def batchnorm(rng, neurons: int) -> dict[str, np.ndarray]:
    """Variables of a BatchNormalization without gamma, as Keras numbers them."""
    return {
        f"layers/batch_normalization/vars/{place}": rng.random(neurons).astype("f4") + 0.5
        for place in range(3)
    }


@pytest.mark.parametrize(("place", "layer"), [(3, 0), (1, None)])
def test_a_batchnorm_is_folded_into_the_next_layer(tmp_path, arrays, rng, place, layer) -> None:
    row = in_a_row(arrays)
    config = {"axis": -1, "epsilon": 0.01, "scale": False, "center": True}
    row.insert(place + 1, keras_layer("BatchNormalization", "norm", **config))
    more = batchnorm(rng, 12 if layer is None else len(arrays[layer][1]))
    beta, mean, variance = (each.astype(float) for each in more.values())
    path = keras_of(tmp_path / "model.keras", row, arrays, more=more)
    signal = INPUTS if layer is None else outputs(arrays[:1], NAMES[:1])
    signal = (signal - mean) / np.sqrt(variance + 0.01) + beta
    rest = slice(0 if layer is None else 1, None)
    assert agrees(load_network(path), outputs(arrays[rest], NAMES[rest], signal))


def test_what_nothing_takes_up_is_refused(tmp_path, arrays) -> None:
    row = [*in_a_row(arrays), keras_layer("Rescaling", "last", scale=2.0, offset=0.0)]
    path = keras_of(tmp_path / "model.keras", row, arrays)
    assert "it rescales what comes out of layer 3, the last" in refusal(path)


def test_a_first_layer_along_one_axis_of_a_picture_is_refused(tmp_path, rng) -> None:
    arrays = made(rng, (4, 3))
    row = [
        keras_layer("InputLayer", "in", batch_shape=[None, 3, 4]),
        keras_dense(0, arrays, "relu"),
    ]
    path = keras_of(tmp_path / "model.keras", row, arrays)
    assert "its first layer takes 4 inputs where 12 come, of shape (3, 4)" in refusal(path)


def test_pictures_that_are_turned_inside_the_model_are_not_turned_here(tmp_path, arrays) -> None:
    row = in_a_row(arrays)
    row.insert(1, keras_layer("Permute", "permute", dims=[2, 1]))
    path = keras_of(tmp_path / "model.keras", row, arrays)
    turned = INPUTS.reshape(-1, 3, 4).swapaxes(1, 2).reshape(-1, 12)
    assert agrees(load_network(path), outputs(arrays, inputs=turned))


@pytest.mark.parametrize(
    ("layer", "reason"),
    [
        ("rescaling", "add --rescaling SCALE,OFFSET, such as --rescaling 1/255,0"),
        ("batch_normalization_1", "does not say what it does or where it stands; save it whole"),
        ("normalization", "does not say what it does or where it stands; save it whole"),
        ("permute", "does not say what it does or where it stands; save it whole"),
    ],
)
def test_weights_alone_of_a_model_that_does_more_are_refused(
    tmp_path, arrays, layer, reason
) -> None:
    h5py = pytest.importorskip("h5py", reason="the extra keras is absent")
    path = tmp_path / "model.weights.h5"
    h5_of(path, arrays)
    with h5py.File(path, "a") as content:
        content.create_group(f"layers/{layer}/vars")
    assert f"its model has a layer {layer}" in refusal(path, NAMES)
    assert reason in refusal(path, NAMES)


def test_a_rescaling_that_the_owner_tells_stands_before_the_first_layer(tmp_path, arrays) -> None:
    path = tmp_path / "model.weights.h5"
    h5_of(path, arrays)
    said = Said(rescaling=(2, -1))
    network = import_network(path, NAMES, scale=3, said=said)
    assert agrees(network, outputs(arrays, inputs=2 * (3 * INPUTS) - 1))


def test_the_activations_of_keras_2_are_those_of_keras_2(tmp_path, arrays) -> None:
    for version, name in (("2.15.0", "hard_sigmoid:0.2"), ("3.0.0", "hard_sigmoid")):
        row = [keras_dense(0, arrays, "hard_sigmoid")]
        path = keras_of(tmp_path / "model.keras", row, arrays[:1], version=version)
        assert load_network(path).layers[0].activation.name == name


def test_arrays_of_any_names_in_hdf5_are_layers_too(tmp_path, arrays) -> None:
    h5py = pytest.importorskip("h5py", reason="the extra keras is absent")
    with h5py.File(tmp_path / "own.h5", "w") as content:
        for place, (weights, biases) in enumerate(arrays):
            content[f"W{place}"], content[f"b{place}"] = weights, biases
    assert agrees(import_network(tmp_path / "own.h5", NAMES), outputs(arrays))


def test_no_process_is_started_to_read_hdf5() -> None:
    source = (
        "import sys; sys.addaudithook(lambda event, _: 'Popen' in event and sys.exit(event));"
        "from network.importers.hdf5 import _h5py; _h5py()"
    )
    assert subprocess.run([sys.executable, "-c", source], check=False).returncode == 0


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
    assert "conv2d/vars/0, which is of no dense layer" in refusal(path, NAMES)


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
