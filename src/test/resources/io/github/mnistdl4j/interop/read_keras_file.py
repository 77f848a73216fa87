"""Reads what this project wrote with h5py and NumPy alone, and says what the network answers.

read_keras_file.py FILE INPUTS ANSWERS: both little-endian float32, rows of pixels and of outputs.
Prints the number of optimizer variables, the iterations, and the names of the classes.
"""

import io
import json
import sys
import zipfile

import h5py
import numpy as np

file, inputs, answers = sys.argv[1:]


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


ACTS = {
    "linear": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "tanh": np.tanh,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "elu": lambda x: np.where(x > 0, x, np.exp(np.minimum(x, 0)) - 1),
    "leaky_relu": lambda x: np.where(x > 0, x, 0.2 * x),
    "softmax": softmax,
}

if zipfile.is_zipfile(file):
    archive = zipfile.ZipFile(file)
    assert archive.testzip() is None
    config = json.loads(archive.read("config.json"))
    classes = json.loads(archive.read("metadata.json"))["classes"]
    hdf = h5py.File(io.BytesIO(archive.read("model.weights.h5")), "r")
else:
    hdf = h5py.File(file, "r")
    config = json.loads(text(hdf.attrs["model_config"]))
    classes = json.loads(text(hdf.attrs["classes"]))

x = None
dense = 0
for layer in config["config"]["layers"]:
    settings = layer["config"]
    if layer["class_name"] == "InputLayer":
        shape = settings.get("batch_shape") or settings["batch_input_shape"]
        x = np.fromfile(inputs, "<f4").reshape([-1] + shape[1:]).astype("f8")
    elif layer["class_name"] == "Flatten":
        x = x.reshape(len(x), -1)
    elif layer["class_name"] == "Dense":
        if "layers" in hdf:
            group = hdf["layers/dense" + (f"_{dense}" if dense else "") + "/vars"]
            kernel, bias = group["0"], group["1"]
        else:
            group = hdf["model_weights"][settings["name"]]
            kernel, bias = (group[text(name)] for name in group.attrs["weight_names"])
        assert kernel.dtype == "<f4" and kernel.shape == (x.shape[1], settings["units"])
        x = ACTS[settings["activation"]](x @ kernel[()].astype("f8") + bias[()].astype("f8"))
        dense += 1
    elif layer["class_name"] == "LeakyReLU":
        x = np.where(x > 0, x, settings.get("alpha", settings.get("negative_slope")) * x)
x.astype("<f4").tofile(answers)
if "optimizer" in hdf:
    kept = [hdf["optimizer/vars"][str(i)] for i in range(len(hdf["optimizer/vars"]))]
else:
    group = hdf["optimizer_weights"]
    kept = [group[text(name)] for name in group.attrs["weight_names"]]
print(len(kept), kept[0][()], "|".join(classes))
