"""Writes files as Keras does, with h5py and NumPy alone, and what each network answers.

make_keras_files.py FOLDER: NAME.keras or NAME.h5, NAME.f32 with the answers [N, outputs] to
inputs.f32 [N, 784], all little-endian float32. The weights are pseudo-random, so that nothing
depends on a training.
"""

import io
import json
import os
import sys
import zipfile

import h5py
import numpy as np

FOLDER = sys.argv[1]
RANDOM = np.random.RandomState(7)
N = 12
INPUTS = RANDOM.rand(N, 784).astype("f4")
SIZES = [784, 16, 10]


def path(name):
    return os.path.join(FOLDER, name)


def weights(sizes=SIZES, bias=True):
    made = []
    for before, after in zip(sizes, sizes[1:]):
        made.append((RANDOM.randn(before, after) / np.sqrt(before)).astype("f4"))
        if bias:
            made.append((RANDOM.randn(after) / 10).astype("f4"))
    return made


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


def answers(w, acts, x=INPUTS, bias=True):
    x = x.astype("f8")
    step = 2 if bias else 1
    for i, act in enumerate(acts):
        x = x @ w[step * i].astype("f8") + (w[step * i + 1].astype("f8") if bias else 0)
        x = ACTS[act](x)
    return x


def expect(name, values):
    values.astype("<f4").tofile(path(name + ".f32"))


def layer3(kind, **config):
    return {"module": "keras.layers", "class_name": kind, "config": config, "registered_name": None}


def dense3(name, units, activation, **more):
    return layer3("Dense", name=name, units=units, activation=activation, use_bias=True,
                  dtype={"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"},
                         "registered_name": None}, **more)


def input3(*shape):
    return layer3("InputLayer", batch_shape=[None, *shape], dtype="float32", name="input_layer")


def sequential3(*layers):
    return {"module": "keras", "class_name": "Sequential",
            "config": {"name": "sequential", "layers": list(layers)}, "registered_name": None}


def compiled3(kind, loss="sparse_categorical_crossentropy", **config):
    return {"optimizer": {"module": "keras.optimizers", "class_name": kind, "config": config,
                          "registered_name": None}, "loss": loss}


def keras(name, model, w, bias=True, slots=(), iterations=None, prefix="layers", store=None,
          version="3.10.0", compression=zipfile.ZIP_STORED):
    content = io.BytesIO()
    with h5py.File(content, "w") as h:
        step = 2 if bias else 1
        for i in range(len(w) // step):
            group = h.create_group(f"{prefix}/dense{'_%d' % i if i else ''}/vars")
            for k in range(step):
                (store or plain)(group, str(k), w[step * i + k])
        if iterations is not None:
            group = h.create_group("optimizer/vars")
            group["0"] = np.int64(iterations)
            group["1"] = np.float32(0.001)
            for i, slot in enumerate(slots):
                group[str(i + 2)] = slot
    with zipfile.ZipFile(path(name + ".keras"), "w", compression) as z:
        z.writestr("metadata.json", json.dumps({"keras_version": version, "date_saved": "2026-01-01@00:00:00"}))
        z.writestr("config.json", json.dumps(model))
        z.writestr("model.weights.h5", content.getvalue())


def plain(group, name, values):
    group.create_dataset(name, data=values)


def legacy(name, model, names, w, training=None, optimizer=None, version="2.4.0", store=plain,
           groups=None):
    with h5py.File(path(name + ".h5"), "w") as h:
        h.attrs["keras_version"] = version
        h.attrs["backend"] = "tensorflow"
        h.attrs["model_config"] = np.bytes_(json.dumps(model).encode()) if version < "2.3" else json.dumps(model)
        if training:
            h.attrs["training_config"] = json.dumps(training)
        g = h.create_group("model_weights")
        g.attrs["layer_names"] = np.array([n.encode() for n in names])
        for i, n in enumerate(names):
            inner = groups[i] if groups else n
            l = g.create_group(n)
            l.attrs["weight_names"] = np.array([f"{inner}/kernel:0".encode(), f"{inner}/bias:0".encode()])
            store(l.require_group(inner), "kernel:0", w[2 * i])
            store(l.require_group(inner), "bias:0", w[2 * i + 1])
        if optimizer:
            o = h.create_group("optimizer_weights")
            o.attrs["weight_names"] = np.array([n.encode() for n, _ in optimizer])
            for n, values in optimizer:
                o[n] = values


def layer2(kind, **config):
    return {"class_name": kind, "config": config}


def sequential2(*layers):
    return {"class_name": "Sequential", "config": {"name": "sequential", "layers": list(layers)}}


def dense2(name, units, activation, **more):
    return layer2("Dense", name=name, units=units, activation=activation, use_bias=True,
                  dtype="float32", **more)


def good():
    w = weights()
    flat = [input3(28, 28), layer3("Flatten", name="flatten")]
    two = [dense3("dense_7", 16, "relu"), dense3("dense_8", 10, "softmax")]
    interleaved = [v for x in w for v in (x * 0.5, x * x)]
    keras("adam", {**sequential3(*flat, two[0], layer3("Dropout", name="d", rate=0.25), two[1]),
                   "compile_config": compiled3("Adam", learning_rate=0.002, beta_1=0.9, beta_2=0.999, epsilon=1e-7)},
          w, slots=interleaved, iterations=1407)
    expect("adam", answers(w, ["relu", "softmax"]))

    # more than ten variables: "10" comes after "9", not after "1"
    deep = [784, 12, 12, 12, 12, 10]
    w = weights(deep)
    acts = ["relu", "tanh", "sigmoid", "elu", "softmax"]
    keras("numbered", {**sequential3(*flat, *[dense3(f"x{i}", n, a) for i, (n, a) in enumerate(zip(deep[1:], acts))]),
                       "compile_config": compiled3("RMSprop", learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7)},
          w, slots=[x * x for x in w], iterations=469)
    expect("numbered", answers(w, acts))

    w = weights()
    keras("layers_of_activation", sequential3(
        *flat, dense3("a", 16, "linear"), layer3("LeakyReLU", name="l", negative_slope=0.2),
        dense3("b", 10, {"module": "builtins", "class_name": "function", "config": "linear", "registered_name": "function"}),
        layer3("Softmax", name="s", axis=-1)), w)
    expect("layers_of_activation", answers(w, ["leaky_relu", "softmax"]))

    w = weights(bias=False)
    no_bias = [dense3("a", 16, "relu"), dense3("b", 10, "softmax")]
    for each in no_bias:
        each["config"]["use_bias"] = False
    keras("no_bias", {**sequential3(*flat, *no_bias), "compile_config": compiled3("SGD", learning_rate=0.1, momentum=0.9, nesterov=True)},
          w, bias=False, slots=[x * 0.1 for x in w], iterations=10)
    expect("no_bias", answers(w, ["relu", "softmax"], bias=False))

    w = weights()
    logits = {"module": "keras.losses", "class_name": "SparseCategoricalCrossentropy",
              "config": {"from_logits": True, "name": "loss"}, "registered_name": None}
    keras("logits", {**sequential3(*flat, dense3("a", 16, "relu"), dense3("b", 10, "linear")),
                     "compile_config": compiled3("Adam", loss=logits, learning_rate=0.001)}, w)
    expect("logits", answers(w, ["relu", "softmax"]))

    w = weights()
    keras("rescaling", sequential3(
        input3(28, 28, 1), layer3("Rescaling", name="r", scale=1 / 127.5, offset=-1.0), layer3("Flatten", name="f"), *two), w)
    expect("rescaling", answers(w, ["relu", "softmax"], INPUTS * 2 - 1))

    w = weights()
    functional = {"module": "keras.src.models.functional", "class_name": "Functional", "registered_name": "Functional", "config": {
        "name": "functional", "layers": []}}
    before = None
    for each in [dense3("last", 10, "softmax"), dense3("first", 16, "relu"), input3(784)]:
        each["name"] = each["config"]["name"]
        source = {"last": "first", "first": "input_layer"}.get(each["name"])
        each["inbound_nodes"] = [] if source is None else [
            {"args": [{"class_name": "__keras_tensor__", "config": {"shape": [None, 1], "dtype": "float32", "keras_history": [source, 0, 0]}}], "kwargs": {}}]
        functional["config"]["layers"].append(each)
    keras("functional", functional, [w[2], w[3], w[0], w[1]], compression=zipfile.ZIP_DEFLATED)
    expect("functional", answers(w, ["relu", "softmax"]))

    w = weights()
    newer = compiled3("RMSprop", learning_rate=0.001, rho=0.9, is_legacy_optimizer=False)
    keras("tf_keras_215", {**sequential3(*flat, *two), "compile_config": newer}, w, prefix="_layer_checkpoint_dependencies", version="2.15.0")
    expect("tf_keras_215", answers(w, ["relu", "softmax"]))

    w = weights()
    old = {"class_name": "Sequential", "config": [
        layer2("Dense", name="dense_1", units=16, activation="relu", use_bias=True, batch_input_shape=[None, 784]),
        dense2("dense_2", 10, "softmax")]}
    legacy("keras_20", old, ["dense_1", "dense_2"], w, version="2.0.9", training={
        "loss": "categorical_crossentropy", "optimizer_config": {"class_name": "RMSprop", "config": {"lr": float(np.float32(0.001)), "rho": float(np.float32(0.9)), "epsilon": 1e-8, "decay": 0.0}}},
        optimizer=[(f"training/RMSprop/Variable_{i}:0", x * x) for i, x in enumerate(w)])
    expect("keras_20", answers(w, ["relu", "softmax"]))

    w = weights()
    model = sequential2(layer2("Flatten", name="flatten", batch_input_shape=[None, 28, 28]), dense2("dense", 16, "relu"), dense2("dense_1", 10, "softmax"))
    names = ["dense_3/kernel", "dense_3/bias", "dense_1_1/kernel", "dense_1_1/bias"]
    legacy("tf_keras", model, ["dense", "dense_1"], w, groups=["dense_3", "dense_1_1"], training={
        "loss": ["sparse_categorical_crossentropy"], "optimizer_config": {"class_name": "Custom>Adam", "config": {"learning_rate": 0.001, "amsgrad": False}}},
        optimizer=[("Adam/iter:0", np.int64(9375))] + [(f"Adam/{n}/m:0", x * 0.5) for n, x in zip(names, w)] + [(f"Adam/{n}/v:0", x * x) for n, x in zip(names, w)])
    expect("tf_keras", answers(w, ["relu", "softmax"]))

    w = weights()
    model2 = {"class_name": "Functional", "config": {"name": "model", "layers": [
        {"name": "in", **layer2("InputLayer", batch_input_shape=[None, 28, 28, 1], name="in"), "inbound_nodes": []},
        {"name": "r", **layer2("Reshape", target_shape=[784], name="r"), "inbound_nodes": [[["in", 0, 0, {}]]]},
        {"name": "a", **dense2("a", 16, "linear"), "inbound_nodes": [[["r", 0, 0, {}]]]},
        {"name": "e", **layer2("Activation", activation="elu", name="e"), "inbound_nodes": [[["a", 0, 0, {}]]]},
        {"name": "b", **dense2("b", 10, "softmax"), "inbound_nodes": [[["e", 0, 0, {}]]]}]}}
    legacy("functional_2", model2, ["a", "b"], w)
    expect("functional_2", answers(w, ["elu", "softmax"]))

    for kind, store in {
        "big_endian": lambda g, n, v: g.create_dataset(n, data=v.astype(">f4")),
        "doubles": lambda g, n, v: g.create_dataset(n, data=v.astype("f8")),
        "chunked": lambda g, n, v: g.create_dataset(n, data=v, chunks=tuple(max(1, s // 3) for s in v.shape), compression="gzip", shuffle=True, fletcher32=True),
    }.items():
        w = weights()
        legacy(kind, model, ["dense", "dense_1"], w, store=store)
        expect(kind, answers(w, ["relu", "softmax"]))


def grouped(name, model, groups, w=()):
    """Writes a .keras with weights in groups of any name, beside those of its Dense layers."""
    content = io.BytesIO()
    with h5py.File(content, "w") as h:
        for i in range(len(w) // 2):
            groups = {f"layers/dense{'_%d' % i if i else ''}": w[2 * i:2 * i + 2], **groups}
        for group, arrays in groups.items():
            for k, array in enumerate(arrays):
                h[f"{group}/vars/{k}"] = array
    with zipfile.ZipFile(path(name + ".keras"), "w") as z:
        z.writestr("metadata.json", json.dumps({"keras_version": "3.10.0"}))
        z.writestr("config.json", json.dumps(model))
        z.writestr("model.weights.h5", content.getvalue())


def statistics(n):
    """Returns gamma, beta, mean and variance."""
    return [(RANDOM.rand(n) + 0.5).astype("f4"), (RANDOM.randn(n) / 5).astype("f4"),
            RANDOM.rand(n).astype("f4"), (RANDOM.rand(n) + 0.1).astype("f4")]


def batch_norm(x, gamma, beta, mean, variance, epsilon=1e-3):
    return (x - mean) / np.sqrt(variance.astype("f8") + epsilon) * gamma + beta


def dense(x, kernel, bias, act):
    return ACTS[act](x.astype("f8") @ kernel.astype("f8") + bias.astype("f8"))


def scaled():
    flat = [input3(28, 28), layer3("Flatten", name="flatten")]
    w = weights()
    first, middle, last = statistics(784), statistics(16), statistics(16)
    between = layer3("Dropout", name="d", rate=0.5)
    model = sequential3(*flat, layer3("BatchNormalization", name="one", axis=-1, scale=False, epsilon=0.01),
                        dense3("a", 16, "linear"), layer3("BatchNormalization", name="two", axis=[1], center=False),
                        layer3("Activation", name="act", activation="relu"),
                        layer3("BatchNormalization", name="three"), between, dense3("b", 10, "softmax"))
    grouped("batch_norm", {**model, "compile_config": compiled3("Adam", learning_rate=0.01)},
            {"layers/batch_normalization": first[1:], "layers/batch_normalization_1": [middle[0], *middle[2:]],
             "layers/batch_normalization_2": last,
             "optimizer": [np.int64(938), np.float32(0.01), *[x * 0.5 for x in w for _ in range(2)]]}, w)
    x = batch_norm(INPUTS, 1, first[1], first[2], first[3], 0.01)
    x = np.maximum(batch_norm(dense(x, w[0], w[1], "linear"), middle[0], 0, middle[2], middle[3]), 0)
    expect("batch_norm", dense(batch_norm(x, *last), w[2], w[3], "softmax"))

    w = weights()
    last = statistics(16)
    no_bias = dense2("a", 16, "linear")
    no_bias["config"]["use_bias"] = False
    model = sequential2(layer2("Flatten", name="f", batch_input_shape=[None, 28, 28]), no_bias,
                        layer2("BatchNormalization", name="n", axis=[1], epsilon=0.001), layer2("ELU", name="e", alpha=1.0),
                        dense2("b", 10, "softmax"))
    with h5py.File(path("batch_norm_2.h5"), "w") as h:
        h.attrs["keras_version"] = "2.4.0"
        h.attrs["model_config"] = json.dumps(model)
        arrays = {"a": [("a/kernel:0", w[0])], "b": [("b/kernel:0", w[2]), ("b/bias:0", w[3])],
                  "n": [(f"n/{v}:0", x) for v, x in zip(["gamma", "beta", "moving_mean", "moving_variance"], last)]}
        for layer, variables in arrays.items():
            group = h.create_group("model_weights/" + layer)
            group.attrs["weight_names"] = np.array([n.encode() for n, _ in variables])
            for n, x in variables:
                group[n] = x
    x = batch_norm(dense(INPUTS, w[0], np.zeros(16), "linear"), *last)
    expect("batch_norm_2", dense(ACTS["elu"](x), w[2], w[3], "softmax"))

    w = weights()
    columns, pixels = statistics(28)[2:], statistics(784)[2:]
    model = sequential3(input3(28, 28, 1), layer3("Normalization", name="one", axis=[2], mean=None, variance=None),
                        layer3("Rescaling", name="r", scale=0.5, offset=0.1), layer3("Flatten", name="f"),
                        layer3("Normalization", name="two", axis=[-1], mean=pixels[0].tolist(), variance=[pixels[1].tolist()]),
                        layer3("Normalization", name="three", axis=None, mean=0.25, variance=0.04, invert=True),
                        dense3("a", 16, "tanh"), dense3("b", 10, "softmax"))
    grouped("normalization", model, {"layers/normalization": [*columns, np.int64(0)]}, w)
    x = INPUTS.reshape(-1, 28, 28).astype("f8")
    x = ((x - columns[0]) / np.sqrt(columns[1]) * 0.5 + 0.1).reshape(-1, 784)
    x = (x - pixels[0]) / np.sqrt(pixels[1]) * 0.2 + 0.25
    expect("normalization", dense(dense(x, w[0], w[1], "tanh"), w[2], w[3], "softmax"))

    # by row: axis 1 of images
    w = weights()
    rows = statistics(28)[2:]
    two = [dense3("a", 16, "relu"), dense3("b", 10, "softmax")]
    grouped("by_row", sequential3(input3(28, 28, 1), layer3("Normalization", name="n", axis=1), flat[1], *two),
            {"layers/normalization": rows}, w)
    x = ((INPUTS.reshape(-1, 28, 28) - rows[0][:, None]) / np.sqrt(rows[1][:, None])).reshape(-1, 784)
    expect("by_row", dense(dense(x, w[0], w[1], "relu"), w[2], w[3], "softmax"))

    grouped("norm_last", sequential3(*flat, *two, layer3("BatchNormalization", name="last")),
            {"layers/batch_normalization": statistics(10)}, w)
    grouped("norm_between", sequential3(*flat, two[0], layer3("BatchNormalization", name="n"),
                                        layer3("ReLU", name="again"), two[1]),
            {"layers/batch_normalization": statistics(16)}, w)
    grouped("norm_sizes", sequential3(*flat, two[0], layer3("BatchNormalization", name="n"), two[1]),
            {"layers/batch_normalization": statistics(15)}, w)
    grouped("norm_negative", sequential3(*flat, layer3("Normalization", name="n", mean=0.1, variance=-1.0), *two), {}, w)
    grouped("norm_missing", sequential3(*flat, layer3("Normalization", name="n"), *two), {}, w)
    grouped("norm_axis", sequential3(*flat, layer3("Normalization", name="n", axis=2, mean=0.5, variance=1.0), *two), {}, w)
    grouped("norm_huge", sequential3(*flat, layer3("Normalization", name="n", mean=0.5, variance=1e300, invert=True), *two), {}, w)


    deep = [784, 16, 12, 12, 10]
    w = weights(deep)
    leaky = {"module": "keras.layers", "class_name": "LeakyReLU", "config": {"negative_slope": 0.05}, "registered_name": None}
    grouped("slopes", sequential3(*flat, dense3("a", 16, "linear"), layer3("LeakyReLU", name="l"), dense3("b", 12, leaky),
                                  dense3("c", 12, "linear"), layer3("ReLU", name="r", negative_slope=0.4), dense3("d", 10, "softmax")), {}, w)
    x = INPUTS
    for i, slope in enumerate([0.3, 0.05, 0.4]):
        x = dense(x, w[2 * i], w[2 * i + 1], "linear")
        x = np.where(x > 0, x, slope * x)
    expect("slopes", dense(x, w[6], w[7], "softmax"))
    w = weights()
    legacy("slopes_2", sequential2(layer2("Flatten", name="f", batch_input_shape=[None, 28, 28]), dense2("a", 16, "linear"),
                                   layer2("LeakyReLU", name="l", alpha={"type": "ndarray", "value": float(np.float32(0.1))}), dense2("b", 10, "softmax")), ["a", "b"], w)
    x = dense(INPUTS, w[0], w[1], "linear")
    expect("slopes_2", dense(np.where(x > 0, x, 0.1 * x), w[2], w[3], "softmax"))


def weights_alone():
    """Of 784 - 16 relu - 10 softmax, by Keras 3, tf.keras 2.15 and Keras 2; others with more."""
    w = weights()
    slots = [v for x in w for v in (x * 0.5, x * x)]
    for name, prefix in {"alone_3": "layers", "alone_215": "_layer_checkpoint_dependencies", "alone_norm": "layers"}.items():
        with h5py.File(path(name + ".weights.h5"), "w") as h:
            h.create_group(prefix + "/flatten/vars")
            h[prefix + "/dropout/seed_generator/vars/0"] = np.array([1, 2], "u4")
            for i in range(2):
                for k in range(2):
                    h[f"{prefix}/dense{'_1' * i}/vars/{k}"] = w[2 * i + k]
            for i, x in enumerate([np.int64(938), np.float32(0.001), *slots]):
                h[f"optimizer/vars/{i}"] = x
            if name == "alone_norm":
                h[prefix + "/batch_normalization/vars/0"] = w[1]
    for name in ("alone_2", "alone_embedding"):
        with h5py.File(path(name + ".h5"), "w") as h:
            h.attrs["layer_names"] = np.array([b"flatten", b"dense_7", b"dropout", b"dense_8"])
            h.attrs["keras_version"] = "2.2.4"
            named = {"flatten": [], "dense_7": list(zip(["dense_7/kernel:0", "dense_7/bias:0"], w)), "dropout": [],
                     "dense_8": list(zip(["dense_8/kernel:0", "dense_8/bias:0"], w[2:]))}
            if name == "alone_embedding":
                named["dropout"] = [("dropout/a:0", w[1])]
            for layer, variables in named.items():
                group = h.create_group(layer)
                group.attrs["weight_names"] = np.array([n.encode() for n, _ in variables] or [], "S20")
                for n, x in variables:
                    group[n] = x
    expect("alone", answers(w, ["relu", "softmax"]))


def keras_1():
    w = weights()
    model = {"class_name": "Sequential", "config": [
        layer2("Dense", name="dense_1", output_dim=16, activation="linear", bias=True, batch_input_shape=[None, 784],
               W_regularizer={"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}),
        layer2("Activation", name="activation_1", activation="relu"), layer2("Dropout", name="dropout_1", p=0.25),
        layer2("Dense", name="dense_2", output_dim=10, activation="softmax", bias=True)]}
    with h5py.File(path("keras_1.h5"), "w") as h:
        h.attrs["keras_version"] = np.bytes_("1.2.2")
        h.attrs["model_config"] = np.bytes_(json.dumps(model))
        for i, layer in enumerate(["dense_1", "dense_2"]):
            group = h.create_group("model_weights/" + layer)
            group.attrs["weight_names"] = np.array([f"{layer}_{v}".encode() for v in "Wb"])
            group[layer + "_W"], group[layer + "_b"] = w[2 * i:2 * i + 2]
    expect("keras_1", answers(w, ["relu", "softmax"]))


def losses():
    """Of linear outputs: what makes them probabilities is in the loss, if anything is."""
    flat = [input3(28, 28), layer3("Flatten", name="flatten"), dense3("a", 16, "relu", trainable=False)]
    w = weights()
    for name, output, loss, settings, optimizer in [
            ("loss_binary", "linear", "BinaryCrossentropy", {"from_logits": True}, "Adagrad"),
            ("loss_mae", "linear", "MeanAbsoluteError", {}, "Adadelta"),
            ("loss_smooth", "softmax", "CategoricalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, "Adamax"),
            ("loss_sigmoid", "sigmoid", "binary_crossentropy", None, "Adam")]:
        described = loss if settings is None else {"module": "keras.losses", "class_name": loss, "config": settings}
        grouped(name, {**sequential3(*flat, dense3("b", 10, output)), "compile_config": compiled3(optimizer, loss=described)}, {}, w)


def nested():
    w = weights([784, 16, 12, 10])
    norm = statistics(12)
    inner = sequential3(dense3("x", 16, "relu"), dense3("y", 12, "linear"), layer3("BatchNormalization", name="n"))
    inner["config"]["name"] = "inner"
    middle = sequential3(inner, layer3("ReLU", name="act"))
    middle["config"]["name"] = "middle"
    model = sequential3(input3(28, 28), layer3("Flatten", name="f"), middle, dense3("out", 10, "softmax"))
    at = "layers/sequential/layers/sequential/layers/"
    grouped("nested", model, {at + "dense": w[:2], at + "dense_1": w[2:4], at + "batch_normalization": norm,
                              "layers/dense": w[4:]})
    x = dense(dense(INPUTS, w[0], w[1], "relu"), w[2], w[3], "linear")
    x = np.maximum(batch_norm(x, *norm), 0)
    expect("nested", dense(x, w[4], w[5], "softmax"))

    parts = {"class_name": "Functional", "name": "inner", "config": {"name": "inner", "layers": [
        {"name": "i", **layer2("InputLayer", batch_input_shape=[None, 784], name="i"), "inbound_nodes": []},
        {"name": "x", **dense2("x", 16, "relu"), "inbound_nodes": [[["i", 0, 0, {}]]]},
        {"name": "y", **dense2("y", 12, "linear"), "inbound_nodes": [[["x", 0, 0, {}]]]},
        {"name": "n", **layer2("BatchNormalization", name="n", epsilon=0.001), "inbound_nodes": [[["y", 0, 0, {}]]]},
        {"name": "act", **layer2("Activation", name="act", activation="relu"), "inbound_nodes": [[["n", 0, 0, {}]]]}]}}
    model = sequential2(layer2("Flatten", name="f", batch_input_shape=[None, 28, 28]), parts, dense2("out", 10, "softmax"))
    with h5py.File(path("nested_2.h5"), "w") as h:
        h.attrs["keras_version"] = "2.4.0"
        h.attrs["model_config"] = json.dumps(model)
        named = list(zip(["x/kernel:0", "x/bias:0", "y/kernel:0", "y/bias:0", "n/gamma:0", "n/beta:0", "n/moving_mean:0",
                          "n/moving_variance:0"], [*w[:4], *norm]))
        for layer, variables in {"inner": named, "out": [("out/kernel:0", w[4]), ("out/bias:0", w[5])]}.items():
            group = h.create_group("model_weights/" + layer)
            group.attrs["weight_names"] = np.array([n.encode() for n, _ in variables])
            for n, values in variables:
                group[n] = values
    expect("nested_2", dense(x, w[4], w[5], "softmax"))
    for i in range(10):
        model = sequential3(model)
    grouped("too_deep", model, {})


def bad():
    w = weights()
    flat = [input3(28, 28), layer3("Flatten", name="flatten")]
    two = [dense3("a", 16, "relu"), dense3("b", 10, "softmax")]
    keras("convolution", sequential3(input3(28, 28, 1), layer3("Conv2D", name="conv2d", filters=3), *two), w)
    keras("lambda", sequential3(*flat, layer3("Lambda", name="code", function="x"), *two), w)
    custom = dense3("mine", 16, "relu")
    custom.update(module="my_package.layers", registered_name="my_package>Dense")
    keras("custom", sequential3(*flat, custom, two[1]), w)
    keras("slope", sequential3(*flat, two[0], layer3("LeakyReLU", name="leaky", negative_slope=1.5), two[1]), w)
    keras("slope_list", sequential3(*flat, two[0], layer3("LeakyReLU", name="leaky", negative_slope=[0.1]), two[1]), w)
    keras("turned", sequential3(input3(28, 28), layer3("Flatten", name="f", data_format="channels_first"), *two), w)
    keras("reshaped", sequential3(*flat, two[0], dense3("b", 10, "linear"), layer3("Reshape", name="r", target_shape=[2, 5]), layer3("Softmax", name="s")), w)
    keras("two_outputs", {"class_name": "Functional", "config": {"output_layers": [["a", 0, 0], ["b", 0, 0]], "layers": [
        {"name": n, **layer, "inbound_nodes": [[[before, 0, 0, {}]]] if before else []}
        for n, layer, before in [("input_layer", input3(784), ""), ("a", two[0], "input_layer"), ("b", two[1], "a")]]}}, w)
    with zipfile.ZipFile(path("no_text.keras"), "w") as z:
        z.writestr("config.json", b"{}")
        z.writestr("\u00e4", b"")
    with open(path("no_text.keras"), "r+b") as f:
        content = f.read().replace(b"\xc3\xa4", b"\xc3(")
        f.seek(0)
        f.write(content)
    keras("rows", sequential3(input3(28, 28), *two), [w[0][:28], *w[1:]])
    keras("shapes", sequential3(*flat, dense3("a", 17, "relu"), two[1]), w)
    keras("colours", sequential3(input3(28, 28, 3), layer3("Flatten", name="f"), *two), weights([2352, 16, 10]))
    keras("activation_twice", sequential3(*flat, two[0], layer3("Activation", name="again", activation="tanh"), two[1]), w)
    keras("missing", sequential3(*flat, *two, dense3("c", 10, "softmax")), w)
    inner = sequential3(layer3("Permute", name="p", dims=[2, 1]), *flat, *two)
    inner["config"]["name"] = "inner"
    keras("permuted", sequential3(input3(28, 28), inner), w)
    keras("subclassed", {"module": "my", "class_name": "MyModel", "config": {}}, w)
    keras("not_finite", sequential3(*flat, *two), [w[0] * np.nan, *w[1:]])
    branched = {"class_name": "Functional", "config": {"layers": [
        {"name": n, **layer2("Dense" if n != "in" else "InputLayer", name=n, units=10), "inbound_nodes": [[[s, 0, 0, {}] for s in sources]] if sources else []}
        for n, sources in [("in", []), ("a", ["in"]), ("b", ["in"]), ("c", ["a", "b"])]]}}
    legacy("branched", branched, ["a"], w)
    model = sequential2(layer2("Flatten", name="flatten", batch_input_shape=[None, 28, 28]), dense2("dense", 16, "relu"), dense2("dense_1", 10, "softmax"))

    def virtual(g, n, v):
        layout = h5py.VirtualLayout(v.shape, "f4")
        layout[...] = h5py.VirtualSource("/etc/hostname", "x", v.shape)
        g.create_virtual_dataset(n, layout)

    def external(g, n, v):
        g.create_dataset(n, v.shape, "f4", external=[("/dev/zero", 0, h5py.h5f.UNLIMITED)])

    def external_link(g, n, v):
        g[n] = h5py.ExternalLink("chunked.h5", "/model_weights/dense/dense/" + n)

    def soft_link(g, n, v):
        g[n] = h5py.SoftLink("/elsewhere")
        if "elsewhere" not in g.file:
            g.file["elsewhere"] = v

    def huge(g, n, v):
        g.create_dataset(n, (784, 100000) if v.ndim == 2 else v.shape, "f4", chunks=(8,) * v.ndim, compression="gzip")

    def text(g, n, v):
        g[n] = np.array([b"x"] * 16)

    for store in (virtual, external, external_link, soft_link, huge, text):
        legacy(store.__name__, model, ["dense", "dense_1"], w, store=store)
    with h5py.File(path("weights_alone.h5"), "w") as h:
        h.create_group("dense")["kernel:0"] = w[0]
    with zipfile.ZipFile(path("bomb.keras"), "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("config.json", b" " * 10_000_000)
        z.writestr("model.weights.h5", b"")
    with zipfile.ZipFile(path("escaping.keras"), "w") as z:
        z.writestr("config.json", b"{}")
        z.writestr("../model.weights.h5", b"")
    with zipfile.ZipFile(path("deep.keras"), "w") as z:
        z.writestr("config.json", b'{"config":' * 100_000)
        z.writestr("model.weights.h5", b"")
    with zipfile.ZipFile(path("dl4j.zip"), "w") as z:
        z.writestr("configuration.json", b"{}")
        z.writestr("coefficients.bin", b"")
    with open(path("graph.json"), "w") as f:
        f.write('{"format": "graph-model"}')
    with open(path("page.keras"), "w") as f:
        f.write("<!DOCTYPE html><html>")
    with open(path("pickle.keras"), "wb") as f:
        f.write(b"\x80\x04\x95")


INPUTS.astype("<f4").tofile(path("inputs.f32"))
good()
scaled()
weights_alone()
keras_1()
losses()
nested()
bad()
