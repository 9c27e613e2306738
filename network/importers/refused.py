"""Files that are programs, which are never run, and what makes something readable of them.

Each refusal has the lines to type in the program that the file is from. There, by somebody who
trusts it, it may be run.
"""

import re
from pathlib import Path

from network.importers.base import Unsupported

START = 2**16  # bytes of a pickle that are looked through for the names in it
LINES = {  # what a file is, and how to have it written anew; FILE is its name, STEM that for ours
    "scikit-learn": (
        "a pickle of scikit-learn",
        "import joblib, skops.io",
        "model = joblib.load(FILE)",
        'skops.io.dump(model, "STEM.skops")',
    ),
    "joblib": (
        "a pickle of joblib",
        "import joblib, skops.io",
        "model = joblib.load(FILE)",
        'skops.io.dump(model, "STEM.skops")  # if it is one of scikit-learn',
    ),
    "PyTorch": (
        "a pickle of PyTorch that holds more than tensors and their names",
        "import torch",
        'model = torch.load(FILE, map_location="cpu", weights_only=False)',
        'torch.save(model.state_dict(), "STEM_weights.pt")',
    ),
    "checkpoint": (
        "a dictionary of PyTorch that holds more than tensors and their names",
        "import torch",
        'kept = torch.load(FILE, map_location="cpu", weights_only=False)',
        'torch.save(kept["model_state_dict"], "STEM_weights.pt")  # or the name of yours',
    ),
    "TorchScript": (
        "a program of TorchScript",
        "import torch",
        'model = torch.jit.load(FILE, map_location="cpu")',
        'torch.save(model.state_dict(), "STEM_weights.pt")',
    ),
    "Keras": (
        "a pickle of Keras",
        "import pickle, keras",
        'model = pickle.load(open(FILE, "rb"))',
        'model.save("STEM.keras")',
    ),
    "SavedModel of Keras": (
        "a SavedModel, which is a program of TensorFlow",
        "import tf_keras  # pip install tf-keras",
        "model = tf_keras.models.load_model(FILE)",
        'model.save("STEM.h5")',
    ),
    "SavedModel": (
        "a SavedModel, which is a program of TensorFlow",
        "import tensorflow, numpy",
        "model = tensorflow.saved_model.load(FILE)",
        'numpy.savez("STEM.npz", *[each.numpy() for each in model.variables])',
    ),
    "Python": (
        "a pickle",
        "import pickle, numpy",
        'model = pickle.load(open(FILE, "rb"))',
        'numpy.savez("STEM.npz", W1=model.W1, b1=model.b1, W2=model.W2, b2=model.b2)  # or yours',
    ),
    "numpy": (
        "an array of Python's objects, which is a pickle",
        "import numpy",
        "lists = numpy.load(FILE, allow_pickle=True)",
        'numpy.savez("STEM_plain.npz", **{f"{name}.{place}": each '
        "for name in lists for place, each in enumerate(lists[name])})",
    ),
    "numpy list": (
        "a list of Python's objects, which is a pickle",
        "import numpy",
        "layers = numpy.load(FILE, allow_pickle=True)",
        'numpy.savez("STEM.npz", *layers)  # or **layers.item(), of a dictionary',
    ),
    "MATLAB": (
        "a file of MATLAB's version 7.3",
        "import h5py, numpy",
        "file = h5py.File(FILE)",
        'numpy.savez("STEM.npz", **{name: file[name][()].T for name in file})',
    ),
}
IN_PICKLES = {  # names that tell which program has made a pickle
    "scikit-learn": (b"sklearn",),
    "PyTorch": (b"torch",),
    "Keras": (b"keras", b"tensorflow"),
    "joblib": (b"joblib",),
}


def program(path: Path, kind: str) -> Unsupported:
    """The refusal of a file of one of the kinds in LINES."""
    what, *lines = LINES[kind]
    stem = re.sub(r"[^\w-]", "_", path.name.partition(".")[0]) or "model"
    return Unsupported(
        f"it is {what}, and nothing in a file is run here; if you trust it, type this in Python "
        "and bring in what it writes",
        tuple(line.replace("STEM", stem).replace("FILE", repr(path.name)) for line in lines),
    )


def pickled(path: Path) -> Unsupported:
    """The refusal of a pickle, by the names of programs in it."""
    with path.open("rb") as file:
        start = file.read(START)
    for kind, words in IN_PICKLES.items():
        if any(word in start for word in words):
            return program(path, kind)
    return program(path, "joblib" if path.suffix.lower() == ".joblib" else "Python")
