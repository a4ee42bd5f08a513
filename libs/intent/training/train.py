"""Trains models/wishes.onnx: what does a sentence without a word of the lexicon ask of a photo? On sentences of
generate.ts alone.

    pip install numpy==2.4.6 scipy==1.17.0 onnx==1.17.0
    python train.py sentences.tsv ../models/wishes.onnx

Hashed words and parts of words (features.py) -> mean of their vectors -> one hidden layer -> four answers: each axis
(none, +, -), the region, the look, and what kind of sentence it is. After fastText (Joulin and others 2016) with a
hidden layer, because "too gloomy" and "gloomy, please" hold the same words and mean opposite things. The table is
stored in bytes. Left out: pretrained vectors; the words known are those of material/.
"""

import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from scipy import sparse

from features import BUCKETS, features_of

SEED = 7
WIDTH, HIDDEN = 56, 128
EPOCHS, BATCH = 12, 256
RATE, RATE_END = 6e-3, 2e-4
DROP_FEATURES, DROP_HIDDEN = 0.3, 0.25

with open(sys.argv[1]) as lines:
    LABELS = json.loads(lines.readline())
AXES, REGIONS, LOOKS, KINDS = LABELS["axes"], LABELS["regions"], LABELS["looks"], LABELS["kinds"]
# A softmax each: columns of the output layer.
SIZES = [3] * len(AXES) + [len(REGIONS) + 1, len(LOOKS) + 1, len(KINDS)]
OFFSETS = np.concatenate([[0], np.cumsum(SIZES)])


def target_of(labels):
    """The right column of each softmax."""
    axes = [0] * len(AXES)
    region = look = 0
    kind = KINDS.index("develop")
    for label in labels:
        if label[0] in "+-":
            axes[AXES.index(label[1:])] = 1 if label[0] == "+" else 2
        elif label[0] == "@":
            region = 1 + REGIONS.index(label[1:])
        elif label.startswith("look:"):
            look = 1 + LOOKS.index(label[5:])
        else:
            kind = KINDS.index("generative" if label == "none:generative" else "other")
    return [*axes, region, look, kind]


def read(path):
    sides = {"train": ([], []), "validate": ([], [])}
    for line in Path(path).read_text().splitlines()[1:]:
        side, _, text, labels = line.split("\t")
        sides[side][0].append(np.unique(features_of(text)))
        sides[side][1].append(target_of(labels.split(";")))
    return {side: (pack(ids), np.array(targets)) for side, (ids, targets) in sides.items()}


def pack(rows):
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return sparse.csr_matrix(
        (np.ones(ends[-1], np.float32), np.concatenate(rows), ends), shape=(len(rows), BUCKETS), dtype=np.float32
    )


def scaled(bags):
    """1/sqrt(n): a long sentence must not shout, nor drown its one telling word."""
    counts = np.maximum(1, np.asarray(bags.sum(axis=1)).ravel())
    return sparse.diags((1 / np.sqrt(counts)).astype(np.float32)) @ bags


class Model:
    def __init__(self, random):
        outputs = OFFSETS[-1]
        draw = lambda *shape, scale: random.normal(0, scale, shape).astype(np.float32)
        self.weights = {
            "table": draw(BUCKETS, WIDTH, scale=0.1),
            "hidden": draw(WIDTH, HIDDEN, scale=(2 / WIDTH) ** 0.5),
            "hidden_bias": np.zeros(HIDDEN, np.float32),
            "output": draw(HIDDEN, outputs, scale=(1 / HIDDEN) ** 0.5),
            "output_bias": np.zeros(outputs, np.float32),
        }

    def forward(self, bags, drop=None, used=slice(None)):
        w = self.weights
        pooled = bags @ w["table"][used]
        hidden = np.maximum(0, pooled @ w["hidden"] + w["hidden_bias"])
        if drop is not None:
            hidden = hidden * drop
        return pooled, hidden, hidden @ w["output"] + w["output_bias"]


def softmaxes(logits):
    out = np.empty_like(logits)
    for start, end in zip(OFFSETS[:-1], OFFSETS[1:]):
        part = np.exp(logits[:, start:end] - logits[:, start:end].max(axis=1, keepdims=True))
        out[:, start:end] = part / part.sum(axis=1, keepdims=True)
    return out


def train(bags, targets):
    random = np.random.default_rng(SEED)
    model = Model(random)
    first = {name: np.zeros_like(value) for name, value in model.weights.items()}
    second = {name: np.zeros_like(value) for name, value in model.weights.items()}
    hot = np.zeros((len(targets), OFFSETS[-1]), np.float32)
    for column in range(targets.shape[1]):
        hot[np.arange(len(targets)), OFFSETS[column] + targets[:, column]] = 1
    steps = EPOCHS * (bags.shape[0] // BATCH)
    step = 0
    for epoch in range(EPOCHS):
        order = random.permutation(bags.shape[0])
        loss = 0.0
        for at in range(0, len(order) - BATCH + 1, BATCH):
            rows = order[at : at + BATCH]
            batch = bags[rows]
            batch.data *= random.random(len(batch.data), np.float32) >= DROP_FEATURES
            # The table's rows that the batch uses, and the batch in their numbering.
            used, columns = np.unique(batch.indices, return_inverse=True)
            shape = (BATCH, len(used))
            batch = scaled(sparse.csr_matrix((batch.data, columns.astype(np.int32), batch.indptr), shape=shape)).tocsr()
            keep = random.random((BATCH, HIDDEN), np.float32) >= DROP_HIDDEN
            drop = keep * np.float32(1 / (1 - DROP_HIDDEN))
            pooled, hidden, logits = model.forward(batch, drop, used)
            chances = softmaxes(logits)
            right = hot[rows]
            loss -= (np.log(np.maximum(1e-9, chances)) * right).sum() / BATCH
            w = model.weights
            d_logits = (chances - right) / np.float32(BATCH)
            d_hidden = (d_logits @ w["output"].T) * drop * (hidden > 0)
            d_pooled = d_hidden @ w["hidden"].T
            gradients = {
                "output": hidden.T @ d_logits,
                "output_bias": d_logits.sum(axis=0),
                "hidden": pooled.T @ d_hidden,
                "hidden_bias": d_hidden.sum(axis=0),
            }
            # Only the used rows: the lazy Adam of sparse training.
            gradients["table"] = np.asarray(batch.T @ d_pooled)
            step += 1
            rate = RATE_END + (RATE - RATE_END) * 0.5 * (1 + np.cos(np.pi * step / steps))
            for name, gradient in gradients.items():
                where = used if name == "table" else slice(None)
                mean = 0.9 * first[name][where] + np.float32(0.1) * gradient
                spread = 0.999 * second[name][where] + np.float32(0.001) * gradient**2
                first[name][where], second[name][where] = mean, spread
                pace = np.float32(rate * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step))
                w[name][where] -= pace * mean / (np.sqrt(spread) + np.float32(1e-8))
        print(f"epoch {epoch + 1}: loss {loss / (len(order) // BATCH):.3f}", flush=True)
    # Rows that no sentence used would add their random start to every new word.
    unused = np.setdiff1d(np.arange(BUCKETS), bags.indices)
    model.weights["table"][unused] = 0
    return model


def goals_of(chances, develop_min, wish_min):
    """The decision of src/classifier/decide.ts, in short: signed axes and looks above the thresholds."""
    develop = chances[:, OFFSETS[-2] + KINDS.index("develop")] >= develop_min
    found = [set() for _ in chances]
    for index in range(len(AXES)):
        for sign in (1, 2):
            for row in np.flatnonzero(develop & (chances[:, OFFSETS[index] + sign] >= wish_min)):
                found[row].add((index, sign))
    looks = slice(OFFSETS[len(AXES) + 1] + 1, OFFSETS[len(AXES) + 2])
    best = chances[:, looks].argmax(axis=1)
    for row in np.flatnonzero(develop & (chances[:, looks].max(axis=1) >= wish_min)):
        found[row].add(("look", int(best[row])))
    return found


def report(model, bags, targets):
    """By threshold: precision and recall of wishes, and how often a sentence without a wish gets one."""
    chances = softmaxes(model.forward(scaled(bags).tocsr())[2])
    wanted = [
        {(index, sign) for index, sign in enumerate(row[: len(AXES)]) if sign > 0}
        | ({("look", int(row[-2]) - 1)} if row[-2] > 0 else set())
        for row in targets
    ]
    none = np.array([len(wishes) == 0 for wishes in wanted])
    print("develop  wish  precision  recall  f1     false on none")
    for develop_min in (0.9, 0.95, 0.98, 0.99, 0.995):
        for wish_min in (0.3, 0.4, 0.5, 0.6, 0.7):
            found = goals_of(chances, develop_min, wish_min)
            hits = sum(len(a & b) for a, b in zip(found, wanted))
            given = sum(len(a) for a, n in zip(found, none) if not n)
            asked = sum(len(b) for b in wanted)
            false = sum(1 for a, n in zip(found, none) if n and a) / max(1, none.sum())
            p, r = hits / max(1, given), hits / asked
            f1 = 2 * p * r / max(1e-9, p + r)
            print(f"{develop_min:.3f}    {wish_min:.2f}  {p:.3f}      {r:.3f}   {f1:.3f}  {false:.3f}")
    generative = OFFSETS[-2] + KINDS.index("generative")
    is_generative = targets[:, -1] == KINDS.index("generative")
    for least in (0.8, 0.9, 0.95):
        said = chances[:, generative] >= least
        print(f"generative at {least}: found {said[is_generative].mean():.3f}, false {said[~is_generative].mean():.4f}")
    with_region = targets[:, -3] > 0
    answers = chances[:, OFFSETS[-4] : OFFSETS[-3]]
    for least in (0.3, 0.4, 0.5, 0.6):
        regions = np.where(answers[:, 1:].max(axis=1) >= least, 1 + answers[:, 1:].argmax(axis=1), 0)
        right = (regions[with_region] == targets[with_region, -3]).mean()
        print(f"region at {least}: right {right:.3f}, invented {(regions[~with_region] > 0).mean():.3f}")


def quantise(model):
    """Rounds the table to bytes with one scale; what is reported is what is shipped."""
    table = model.weights["table"]
    # Few values lie past four deviations; clipping them keeps the step small for all others.
    scale = np.float32(4 * table.std() / 127)
    rounded = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    model.weights["table"] = rounded.astype(np.float32) * scale
    return rounded, scale


def export(model, rounded, scale, path):
    w = model.weights
    full = lambda name: numpy_helper.from_array(w[name], name)
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["bytes"]),
        helper.make_node("Cast", ["bytes"], ["rows"], to=TensorProto.FLOAT),
        helper.make_node("ReduceSum", ["rows", "first"], ["steps"], keepdims=1),
        helper.make_node("Mul", ["steps", "scale"], ["sum"]),
        helper.make_node("Shape", ["ids"], ["count64"]),
        helper.make_node("Cast", ["count64"], ["count"], to=TensorProto.FLOAT),
        helper.make_node("Sqrt", ["count"], ["root"]),
        helper.make_node("Div", ["sum", "root"], ["pooled"]),
        helper.make_node("Gemm", ["pooled", "hidden", "hidden_bias"], ["inner"]),
        helper.make_node("Relu", ["inner"], ["active"]),
        helper.make_node("Gemm", ["active", "output", "output_bias"], ["logits"]),
        helper.make_node("Split", ["logits", "widths"], ["axes_flat", "regions_l", "looks_l", "kinds_l"], axis=1),
        helper.make_node("Reshape", ["axes_flat", "by_axis"], ["axes_l"]),
        *(
            helper.make_node("Softmax", [f"{name}_l"], [name], axis=-1)
            for name in ("axes", "regions", "looks", "kinds")
        ),
    ]
    widths = [3 * len(AXES), *SIZES[len(AXES) :]]
    constants = {"first": [0], "widths": widths, "by_axis": [len(AXES), 3]}
    outputs = {"axes": [len(AXES), 3], "regions": [1, widths[1]], "looks": [1, widths[2]], "kinds": [1, widths[3]]}
    graph = helper.make_graph(
        nodes,
        "wishes",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["count"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        [
            numpy_helper.from_array(rounded, "table"),
            numpy_helper.from_array(np.array(scale), "scale"),
            *(full(name) for name in ("hidden", "hidden_bias", "output", "output_bias")),
            *(numpy_helper.from_array(np.array(value, np.int64), name) for name, value in constants.items()),
        ],
    )
    onnx_model = helper.make_model(graph, producer_name="safelight", opset_imports=[helper.make_opsetid("", 13)])
    onnx_model.ir_version = 8
    onnx.checker.check_model(onnx_model, full_check=True)
    data = onnx_model.SerializeToString(deterministic=True)
    Path(path).write_bytes(data)
    print(f"{len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


def main():
    source, target = sys.argv[1:3]
    started = time.time()
    sides = read(source)
    print(f"{sides['train'][0].shape[0]} sentences, {sides['train'][0].nnz} features, {time.time() - started:.0f} s")
    model = train(*sides["train"])
    rounded, scale = quantise(model)
    report(model, *sides["validate"])
    export(model, rounded, scale, target)
    print(f"{time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
