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
        (put(3, "Selu", ["."], {}), "a node Selu"),
        (put(1, "Transpose", ["."], {"perm": [1, 0]}), "its Transpose moves the batch"),
        (put(3, "Relu", ["."], {}), "layer 1 has two activations, sigmoid and relu"),
        (put(0, "Relu", ["."], {}), "relu stands before the first dense layer"),
        ([*CHAIN, ("Mul", [".", "half"], {})], "it rescales what comes out of layer 3, the last"),
        (put(1, "Mul", [".", "W1"], {}), "a signal of shape (12,) by one of (5, 4)"),
        (put(0, "Div", ["half", "."], {}), "it divides by its signal"),
        (put(3, "Add", [".", "b1"], {}), "a signal of shape (5,) by one of (4,)"),
        (put(3, "Add", [".", "signal_1"], {}), "layer 1 goes several ways"),
        (put(3, "Add", [".", "elsewhere"], {}), "something beside the signal and constants"),
        (put(2, "MatMul", ["W1", "."], {}), "the signal on the left"),
        (put(1, "Cast", ["."], {"to": 6}), "turns its numbers into whole ones"),
        (put(2, "Gemm", [".", "W0"], {"domain": "my.own"}), "my.own.Gemm"),
        ([*CHAIN[:-1], ("Softmax", ["."], {"axis": 0})], "Softmax runs over the batch"),
        ([*CHAIN, ("Relu", ["in"], {})], "layer 0 goes several ways"),
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
    assert "do not form one chain" in refusal(path)


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


@pytest.mark.parametrize("alpha", [0.01, 0.2, 0.3])
def test_the_numbers_of_activations_are_read(tmp_path, arrays, alpha) -> None:
    steps = [*CHAIN[:2], ("LeakyRelu", ["."], {"alpha": alpha}), *CHAIN[3:8]]
    steps = [*steps[:5], ("Elu", ["."], {"alpha": alpha}), *steps[6:]]
    steps.append(("HardSigmoid", ["."], {"alpha": alpha}))
    path = onnx_of(tmp_path / "model.onnx", steps, constants_of(arrays))
    assert agrees(load_network(path), answers(path, INPUTS))


GELU = [
    ("Div", ["signal_1", "root"], {}),
    ("Erf", ["."], {}),
    ("Add", [".", "one"], {}),
    ("Mul", ["signal_1", "."], {}),
    ("Mul", [".", "half"], {}),
]
SILU = [("Sigmoid", ["signal_1"], {}), ("Mul", [".", "signal_1"], {})]
SOFTMAX = [
    ("Exp", ["."], {}),
    ("ReduceSum", [".", "axis"], {"keepdims": 1}),
    ("Div", ["signal_2", "."], {}),
]
NUMBERS = {
    **{"root": np.float32(2**0.5), "one": np.float32(1), "half": np.float32(0.5)},
    "axis": np.array([-1]),
}


@pytest.mark.parametrize(
    ("composed", "name"), [(GELU, "gelu"), (SILU, "silu"), (SOFTMAX, "softmax")]
)
def test_an_activation_put_together_of_others_is_known(tmp_path, arrays, composed, name) -> None:
    steps = [*CHAIN[:2], *composed, *CHAIN[4:]]
    path = onnx_of(tmp_path / "model.onnx", steps, constants_of(arrays) | NUMBERS)
    network = load_network(path)
    assert network.layers[0].activation.name == name
    assert agrees(network, answers(path, INPUTS))


@pytest.mark.parametrize("last", [("ArgMax", ["."], {"axis": 1}), ("Squeeze", ["."], {})])
def test_what_makes_an_answer_of_the_scores_is_left_out(tmp_path, arrays, last) -> None:
    whole = onnx_of(tmp_path / "whole.onnx", CHAIN, constants_of(arrays))
    path = onnx_of(tmp_path / "model.onnx", [*CHAIN, last], constants_of(arrays))
    assert agrees(load_network(path), answers(whole, INPUTS))


def test_a_batchnorm_is_folded_in_wherever_it_stands(tmp_path, arrays, rng) -> None:
    numbers = {
        f"{name}{size}": rng.random(size).astype("f4") + 0.5 for name in "sbmv" for size in (5, 12)
    }
    norms = [
        ("BatchNormalization", [".", *(f"{name}{size}" for name in "sbmv")], {"epsilon": 0.01})
        for size in (12, 5, 5)
    ]
    steps = [CHAIN[0], norms[0], CHAIN[1], norms[1], CHAIN[2], norms[2], *CHAIN[3:]]
    path = onnx_of(tmp_path / "model.onnx", steps, constants_of(arrays) | numbers)
    np.testing.assert_allclose(load_network(path).scores(INPUTS), answers(path, INPUTS), atol=1e-6)


def test_dark_ink_on_bright_paper_column_after_column_is_turned_over(tmp_path, arrays) -> None:
    steps = [("Sub", ["one", "."], {}), ("Transpose", ["."], {"perm": [0, 2, 1]}), *CHAIN]
    path = onnx_of(tmp_path / "model.onnx", steps, constants_of(arrays) | NUMBERS, entry=(3, 4))
    assert agrees(load_network(path), answers(path, INPUTS.reshape(-1, 3, 4)))


def test_numbers_of_16_bits_are_read_as_they_are(tmp_path, arrays) -> None:
    small = {name: array.astype("f2") for name, array in constants_of(arrays).items()}
    steps = [("Cast", ["."], {"to": 10}), *CHAIN]
    path = onnx_of(tmp_path / "model.onnx", steps, small)
    exact = {name: array.astype("f4") for name, array in small.items()}
    expected = answers(onnx_of(tmp_path / "exact.onnx", CHAIN, exact), INPUTS)
    assert agrees(load_network(path), expected)
