"""Makes the files beside it with PyTorch itself, and keeps what its models answer.

`python make.py`, with torch 2.13, onnx, onnxscript and safetensors installed; PyTorch is too large
to come with the tests, so its files are kept.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from safetensors.torch import save_file
from torch import nn

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from keeping import INPUTS, keep  # noqa: E402

PICTURES = torch.from_numpy(INPUTS.reshape(-1, 1, 3, 4))
MEAN, DEVIATION = 0.1307, 0.3081
NORMALISED = {"scale": 1 / DEVIATION, "offset": -MEAN / DEVIATION}


class Named(nn.Module):
    """The manner of PyTorch's own example, whose class normalises its inputs itself."""

    def __init__(self) -> None:
        super().__init__()
        self.fc1, self.bn1 = nn.Linear(12, 5), nn.BatchNorm1d(5)
        self.fc2, self.bn2 = nn.Linear(5, 5), nn.BatchNorm1d(5)
        self.fc3 = nn.Linear(5, 3)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        signal = (pictures.flatten(1) - MEAN) / DEVIATION
        signal = torch.relu(self.bn1(self.fc1(signal)))
        signal = torch.relu(self.bn2(self.fc2(signal)))
        return torch.log_softmax(self.fc3(signal), 1)


class Turned(nn.Module):
    """Dark ink on bright paper, column after column, and an answer instead of scores."""

    def __init__(self, last: bool) -> None:
        super().__init__()
        self.row = in_a_row(nn.SiLU(), nn.Softmax(1))
        self.last = last

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        scores = self.row((1 - pictures).squeeze(1).transpose(1, 2))
        return scores.argmax(1) if self.last else scores


def in_a_row(hidden: nn.Module, last: nn.Module) -> nn.Sequential:
    """Layers in a Sequential, where numbers tell where BatchNorm stands."""
    first = nn.Flatten(), nn.Linear(12, 5), nn.BatchNorm1d(5), hidden, nn.Dropout(0.2)
    second = nn.Linear(5, 4, bias=False), nn.Tanh(), nn.BatchNorm1d(4)
    return nn.Sequential(*first, *second, nn.Linear(4, 3), last)


def settled(model: nn.Module) -> nn.Module:
    """The model as it is asked, its BatchNorms as if they had learnt."""
    for each in model.modules():
        if isinstance(each, nn.BatchNorm1d):
            for array in (each.running_mean, each.running_var, each.weight.data, each.bias.data):
                array.copy_(torch.rand(each.num_features) + 0.3)
    return model.eval()


def answers(model: nn.Module) -> np.ndarray:
    """What it makes of the pictures, in 64 bits."""
    with torch.no_grad():
        return model.double()(PICTURES.double()).numpy()


def exported(model: nn.Module, name: str, version: int | None) -> None:
    """ONNX of a version of the operators: the newest by the new exporter, the others by the old."""
    to = {"opset_version": version, "dynamic_axes": {"in": {0: "N"}}, "input_names": ["in"]}
    to = to if version else {"external_data": False}
    torch.onnx.export(model.float(), (PICTURES,), HERE / name, dynamo=version is None, **to)
    graph = onnx.load(HERE / name)
    for each in (graph, graph.graph, *graph.graph.node, *graph.graph.value_info):
        del each.metadata_props[:]  # where the lines of this script are on somebody's disk
    onnx.save(graph, HERE / name)


if __name__ == "__main__":
    torch.manual_seed(1)
    row, named = settled(in_a_row(nn.GELU(), nn.Sigmoid())), settled(Named())
    turned = settled(Turned(last=True))
    of_row = answers(row), {"activations": ["gelu", "tanh", "sigmoid"]}
    relus = {"activations": ["relu", "relu", "log_softmax"], "batchnorm": "before"}
    torch.save(row.float().state_dict(), HERE / "row.pt")
    learning = torch.optim.Adam(named.parameters())
    named(PICTURES).sum().backward()
    learning.step()
    of_named = answers(named), relus | NORMALISED
    named.float()
    torch.save(named.state_dict(), HERE / "named.pth", _use_new_zipfile_serialization=False)
    checkpoint = {"epoch": 3, "model_state_dict": named.state_dict()}
    checkpoint["optimizer_state_dict"] = learning.state_dict()
    torch.save(checkpoint, HERE / "checkpoint.pt")
    save_file(named.state_dict(), HERE / "named.safetensors")
    save_file(row.half().state_dict(), HERE / "half.safetensors")
    of_half = answers(row), of_row[1]
    row = settled(in_a_row(nn.GELU(), nn.Sigmoid()))
    of_whole = answers(row), {}
    turned.last = False
    of_turned = answers(turned), {}
    turned.last = True
    exported(row, "row_9.onnx", 9)
    exported(row, "row.onnx", None)
    exported(turned, "turned_11.onnx", 11)
    exported(named, "named.onnx", None)
    torch.save(row, HERE / "whole.pt")
    keep(
        HERE,
        {
            "row.pt": of_row,
            "named.pth": of_named,
            "checkpoint.pt": of_named,
            "named.safetensors": of_named,
            "half.safetensors": of_half,
            "row_9.onnx": of_whole,
            "row.onnx": of_whole,
            "turned_11.onnx": of_turned,
            "named.onnx": (of_named[0], {}),
        },
    )
