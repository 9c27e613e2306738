from pathlib import Path

import numpy as np
import pytest
from foreign_models import CHAIN, INPUTS, NAMES, agrees, constants_of, onnx_of, refusal

from network.importers.importing import import_network, load_network


def answers(path: Path, inputs: np.ndarray) -> np.ndarray:
    """What ONNX's own reference makes of the inputs."""
    from onnx.reference import ReferenceEvaluator

    return ReferenceEvaluator(str(path)).run(None, {"in": inputs.astype("f4")})[0]


def test_a_network_of_onnx_gives_what_it_gave_there(tmp_path, arrays) -> None:
    path = onnx_of(tmp_path / "model.onnx", CHAIN, constants_of(arrays), entry=(3, 4))
    network = load_network(path)
    assert [layer.activation.name for layer in network.layers] == list(NAMES)
    assert agrees(network, answers(path, INPUTS.reshape(-1, 3, 4)))


def test_arithmetic_on_the_inputs_is_folded_into_the_first_layer(tmp_path, arrays) -> None:
    numbers = {"255": np.float32(255), "mean": np.float32(0.1307), "s": np.float32([0.3081])}
    steps = [("Div", [".", "255"], {}), ("Sub", [".", "mean"], {}), ("Div", [".", "s"], {}), *CHAIN]
    numbers |= {"up": np.float32(1.5), "on": np.float32(0)}
    steps = [("Mul", ["up", "."], {}), ("Add", [".", "on"], {}), *steps]
    path = onnx_of(tmp_path / "model.onnx", steps, {**constants_of(arrays), **numbers})
    network = import_network(path, scale=255)
    np.testing.assert_allclose(network.scores(INPUTS), answers(path, 255 * INPUTS), atol=3e-6)


def test_a_reshape_may_work_its_target_out_from_the_input(tmp_path, arrays) -> None:
    """PyTorch's x.view(x.size(0), -1): a side path from the signal's shape."""
    onnx = pytest.importorskip("onnx", reason="the extra onnx is absent")
    path = onnx_of(tmp_path / "model.onnx", CHAIN, constants_of(arrays), entry=(3, 4))
    model = onnx.load(path)
    flatten = model.graph.node[0]
    flatten.op_type = "Reshape"
    flatten.input.append("target")
    make = onnx.helper.make_node
    before = [
        make("Shape", ["in"], ["shape"]),
        make("Constant", [], ["first"], value=onnx.numpy_helper.from_array(np.array([0]))),
        make("Gather", ["shape", "first"], ["count"]),
        make("Constant", [], ["rest"], value=onnx.numpy_helper.from_array(np.array([-1]))),
        make("Concat", ["count", "rest"], ["target"], axis=0),
    ]
    nodes = [*before, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, path)
    assert agrees(load_network(path), answers(path, INPUTS.reshape(-1, 3, 4)))


def test_weights_of_onnx_may_stand_in_a_file_beside(tmp_path, arrays) -> None:
    onnx = pytest.importorskip("onnx", reason="the extra onnx is absent")
    path = onnx_of(tmp_path / "model.onnx", CHAIN, constants_of(arrays))
    expected = answers(path, INPUTS)
    onnx.save(
        onnx.load(path),
        path,
        save_as_external_data=True,
        location="model.onnx.data",
        size_threshold=0,
    )
    assert (tmp_path / "model.onnx.data").is_file()
    assert agrees(load_network(path), expected)
    (tmp_path / "model.onnx.data").unlink()
    assert "model.onnx.data, which is not beside it" in refusal(path)


@pytest.mark.parametrize("location", ["../secret", "/etc/passwd", "below/secret"])
def test_weights_of_onnx_elsewhere_are_not_followed(tmp_path, arrays, location) -> None:
    onnx = pytest.importorskip("onnx", reason="the extra onnx is absent")
    path = onnx_of(tmp_path / "model.onnx", CHAIN, constants_of(arrays))
    model = onnx.load(path)
    onnx.external_data_helper.set_external_data(model.graph.initializer[0], location)
    path.write_bytes(model.SerializeToString())
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "secret").write_bytes(bytes(1000))
    assert f"{location}, which is not beside it" in refusal(path)


def put(place: int, *step) -> list[tuple]:
    return [*CHAIN[:place], step, *CHAIN[place:]]


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        (put(1, "Conv", [".", "W0"], {}), "a node Conv"),
        (put(2, "BatchNormalization", [".", "b0", "b0", "b0", "b0"], {}), "BatchNormalization"),
        (put(3, "LeakyRelu", ["."], {}), "a node LeakyRelu"),
        (put(1, "Transpose", ["."], {"perm": [0, 1]}), "a node Transpose"),
        (put(3, "Relu", ["."], {}), "layer 1 has two activations, sigmoid and relu"),
        (put(0, "Relu", ["."], {}), "relu stands before the first dense layer"),
        (put(3, "Mul", [".", "half"], {}), "rescales what comes out of layer 1"),
        (put(0, "Mul", [".", "W1"], {}), "Mul is more than a scaling"),
        (put(0, "Sub", ["half", "."], {}), "Sub is more than a scaling"),
        (put(3, "Add", [".", "b0"], {}), "5 numbers are added after layer 1"),
        (put(3, "Add", [".", "signal_1"], {}), "something beside the signal and constants"),
        (put(2, "MatMul", ["W1", "."], {}), "the signal on the left"),
        (put(1, "Cast", ["."], {"to": 6}), "turns its numbers into whole ones"),
        (put(2, "Gemm", [".", "W0"], {"domain": "my.own"}), "my.own.Gemm"),
        ([*CHAIN[:-1], ("Softmax", ["."], {"axis": 0})], "Softmax runs over the batch"),
        ([*CHAIN, ("Relu", ["signal_1"], {})], "do not form one chain"),
        (CHAIN[:1], "no dense layer"),
    ],
)
def test_what_is_no_chain_of_dense_layers_in_onnx_is_named(tmp_path, arrays, steps, reason) -> None:
    constants = constants_of(arrays) | {"half": np.float32(0.5)}
    assert reason in refusal(onnx_of(tmp_path / "model.onnx", steps, constants))


def test_a_graph_of_two_outputs_is_refused(tmp_path, arrays) -> None:
    onnx = pytest.importorskip("onnx", reason="the extra onnx is absent")
    path = onnx_of(tmp_path / "model.onnx", CHAIN, constants_of(arrays))
    model = onnx.load(path)
    model.graph.output.append(onnx.helper.make_tensor_value_info("signal_2", 1, None))
    onnx.save(model, path)
    assert "its graph has 1 inputs and 2 outputs" in refusal(path)


def test_weights_may_be_constants_of_the_graph(tmp_path, arrays) -> None:
    onnx = pytest.importorskip("onnx", reason="the extra onnx is absent")
    path = onnx_of(tmp_path / "model.onnx", CHAIN, constants_of(arrays))
    model = onnx.load(path)
    made = [
        onnx.helper.make_node("Constant", [], [tensor.name], value=tensor)
        for tensor in model.graph.initializer
    ]
    nodes = [*made, *model.graph.node]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    onnx.save(model, path)
    assert agrees(load_network(path), answers(path, INPUTS))
