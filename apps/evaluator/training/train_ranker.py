"""Trains models/ranker.onnx: which of two edits of a photo is in better shape, from figures that the evaluator measures?

    pip install numpy==2.4.6 onnx==1.17.0
    npm run ranker-data -- .cache/ranker/pairs.jsonl
    python apps/evaluator/training/train_ranker.py .cache/ranker/pairs.jsonl apps/evaluator/models/ranker.onnx \\
        apps/evaluator/tests/ranker/held-out.json

After RetouchIQ's generalist reward model (arXiv 2602.17558): good recipes against perturbed ones and against the
policy's own edits (PGRT). Left out of the paper: the vision-language model (7 B parameters; here some hundred weights
over measured figures, so what no figure shows cannot be learnt), its generated metrics and rationale (the evaluator
makes them), the 190 000 users' edits (here eleven photos and recipes of our own), and the alternation of policy and
judge (the policy's edits are taken once, and serve as good recipes to perturb and as pairs to be judged on).

The network is monotone: an edit that is no worse in any value and no further off in any axis never ranks lower. That
costs no accuracy here, and keeps ladders of distortions in order on photos that training did not show.

Every choice (how wide, how far the ranker is spread, how much it counts) is made by leaving one training photo out at a
time. The held-out photos are looked at once, at the end.
"""

import collections
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SEED = 11
MEMBERS = 5
EPOCHS, BATCH, RATE = 120, 256, 4e-3
RESAMPLES = 10_000

# Pairs that differ in how far the instruction was followed: the instruction score tells them, the ranker does not learn them.
FOLLOWING = {"untouched", "left out", "timid", "wrong sign", "policy, contrary", "policy, in part"}

HIDDEN = (2, 4, 12)
# Of the aesthetic score; at most this, so that measured figures keep the greater part.
SHARES = (0.1, 0.2, 0.3, 0.4)
SPREADS = (1.0, 2.0, 4.0)


def read(path):
    lines = Path(path).read_text().splitlines()
    return json.loads(lines[0]), [json.loads(line) for line in lines[1:]]


class Pairs:
    def __init__(self, rows):
        self.rows = rows
        self.better, self.worse = (
            np.array([row[side]["features"] for row in rows], np.float32) for side in ("better", "worse")
        )
        self.scores = {
            side: np.array([[row[side]["scores"][axis] for axis in ("aesthetic", "instruction")] for row in rows])
            for side in ("better", "worse")
        }
        self.photos = np.array([row["photo"] for row in rows])
        self.kinds = np.array([row["kind"] for row in rows])

    def where(self, mask):
        return Pairs([row for row, used in zip(self.rows, mask) if used])


def init(random, features, hidden):
    return {
        "in": np.abs(random.normal(0, 1 / features**0.5, (features, hidden))).astype(np.float32),
        "in_bias": np.zeros(hidden, np.float32),
        "out": np.abs(random.normal(0, 1 / hidden**0.5, (hidden, 1))).astype(np.float32),
        "skip": np.zeros((features, 1), np.float32),
    }


def forward(w, x):
    inner = np.tanh(x @ w["in"] + w["in_bias"])
    return inner, (inner @ w["out"] + x @ w["skip"])[:, 0]


def fit(pairs, scale, hidden, seed):
    """One member: Bradley-Terry, -log sigmoid(r(better) - r(worse)), by Adam; weights are kept at 0 or above."""
    random = np.random.default_rng(seed)
    w = init(random, len(scale[0]), hidden)
    moments = {name: (np.zeros_like(value), np.zeros_like(value)) for name, value in w.items()}
    a, b = normal(pairs.better, scale), normal(pairs.worse, scale)
    # Each photo, and within it each kind, counts the same.
    groups = collections.Counter(zip(pairs.photos, pairs.kinds))
    weight = np.array([groups[group] ** -0.5 for group in zip(pairs.photos, pairs.kinds)], np.float32)
    weight /= weight.mean()
    steps = EPOCHS * max(1, len(a) // BATCH)
    for step in range(1, steps + 1):
        rows = random.choice(len(a), min(BATCH, len(a)), replace=False)
        inner_a, score_a = forward(w, a[rows])
        inner_b, score_b = forward(w, b[rows])
        push = -weight[rows] / (1 + np.exp(score_a - score_b)) / len(rows)
        grads = {name: 0 for name in w}
        for x, inner, sign in ((a[rows], inner_a, 1), (b[rows], inner_b, -1)):
            d = (sign * push)[:, None]
            back = d @ w["out"].T * (1 - inner**2)
            grads["out"] = grads["out"] + inner.T @ d
            grads["skip"] = grads["skip"] + x.T @ d
            grads["in"] = grads["in"] + x.T @ back
            grads["in_bias"] = grads["in_bias"] + back.sum(axis=0)
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        for name in w:
            first, second = moments[name]
            first = 0.9 * first + 0.1 * grads[name]
            second = 0.99 * second + 0.01 * grads[name] ** 2
            moments[name] = first, second
            move = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
            w[name] = w[name] - rate * move
            if name != "in_bias":
                w[name] = np.maximum(0, w[name])
    return w


def normal(x, scale):
    """All brought to the same reach and turned so that more is better."""
    return np.clip((x - scale[0]) / scale[1], -4, 4)


def scale_of(pairs, names):
    both = np.concatenate([pairs.better, pairs.worse])
    sign = np.array([-1 if name.startswith("excess") else 1 for name in names], np.float32)
    return both.mean(axis=0), sign * (both.std(axis=0) + np.float32(0.05))


class Ranker:
    def __init__(self, pairs, names, hidden):
        learnt = pairs.where([kind not in FOLLOWING for kind in pairs.kinds])
        self.scale = scale_of(learnt, names)
        self.members = [fit(learnt, self.scale, hidden, SEED + member) for member in range(MEMBERS)]

    def score(self, x):
        x = normal(x, self.scale)
        return np.mean([forward(w, x)[1] for w in self.members], axis=0)


def right(better, worse):
    return np.where(better > worse, 1.0, np.where(better == worse, 0.5, 0.0))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def mean_of_both(aesthetic, instruction):
    return (aesthetic + instruction) / 2


def geometric_mean(aesthetic, instruction):
    """What Compare ranks by."""
    return np.sqrt(aesthetic * instruction)


def right_mixed(pairs, better, worse, share, spread, overall=mean_of_both):
    """Whether the overall score is right when the ranker is a share of the aesthetic one, as in src/ranker/opinion.ts."""

    def mixed(scores, ranks):
        aesthetic = (1 - share) * scores[:, 0] + share * (1 + 4 * sigmoid(ranks / spread))
        return overall(aesthetic, scores[:, 1])

    return right(mixed(pairs.scores["better"], better), mixed(pairs.scores["worse"], worse))


def by_photo(values, photos):
    """Every photo counts the same."""
    return float(np.mean([values[photos == photo].mean() for photo in sorted(set(photos))]))


def crossed(pairs, names, hidden):
    """Ranks of every training pair by a ranker that never saw its photo."""
    better, worse = np.zeros(len(pairs.rows)), np.zeros(len(pairs.rows))
    for photo in sorted(set(pairs.photos)):
        own = pairs.photos == photo
        ranker = Ranker(pairs.where(~own), names, hidden)
        better[own], worse[own] = ranker.score(pairs.better[own]), ranker.score(pairs.worse[own])
    return better, worse


def choose(train, names):
    """Leave one training photo out; the best mean over photos of the mixed score."""
    tried = []
    for hidden in HIDDEN:
        better, worse = crossed(train, names, hidden)
        for share in SHARES:
            for spread in SPREADS:
                score = by_photo(right_mixed(train, better, worse, share, spread), train.photos)
                tried.append((score, hidden, share, spread))
                print(f"{hidden:2} wide, share {share}, spread {spread}: {100 * score:.2f} %", flush=True)
    return max(tried)[1:]


def interval(values, photos):
    """95 % bootstrap over photos, and within a photo over its pairs: means weigh every photo the same."""
    random = np.random.default_rng(SEED)
    groups = [values[photos == photo] for photo in sorted(set(photos))]
    means = []
    for _ in range(RESAMPLES):
        drawn = random.integers(0, len(groups), len(groups))
        means.append(np.mean([groups[at][random.integers(0, len(groups[at]), len(groups[at]))].mean() for at in drawn]))
    return np.percentile(means, [2.5, 97.5])


def report(held, ranks, share, spread):
    a, b = ranks
    answers = {
        "metrics": right_mixed(held, a, b, 0, 1),
        "ranker": right(a, b),
        "both": right_mixed(held, a, b, share, spread),
    }
    print("\n| pairs | n | metrics alone | ranker alone | both |\n| --- | --: | --: | --: | --: |")
    rows = [("all", np.ones(len(held.rows), bool))]
    rows += [("learnt kinds", np.array([kind not in FOLLOWING for kind in held.kinds]))]
    rows += [(kind, held.kinds == kind) for kind in sorted(set(held.kinds))]
    rows += [(photo, held.photos == photo) for photo in sorted(set(held.photos))]
    for name, mask in rows:
        cells = " | ".join(f"{100 * values[mask].mean():.1f}" for values in answers.values())
        print(f"| {name} | {mask.sum()} | {cells} |")
    for name, values in answers.items():
        low, high = interval(values, held.photos)
        print(f"{name}: {100 * by_photo(values, held.photos):.1f} % ({100 * low:.1f} .. {100 * high:.1f})")
    for name in ("ranker", "both"):
        gain = answers[name] - answers["metrics"]
        low, high = interval(gain, held.photos)
        print(f"gain of {name}: {100 * by_photo(gain, held.photos):+.2f} points ({100 * low:+.2f} .. {100 * high:+.2f})")
    for name, part in (("metrics", 0), ("both", share)):
        values = right_mixed(held, a, b, part, spread, geometric_mean)
        print(f"{name} by the geometric mean: {100 * by_photo(values, held.photos):.1f} %")
    gain = answers["both"] - answers["metrics"]
    return interval(gain, held.photos)[0] > 0


def export(ranker, features, spread, path):
    """Members side by side as one network: features -> value of an edit before the sigmoid."""
    stacked = {name: [w[name] for w in ranker.members] for name in ("in", "in_bias", "out", "skip")}
    constants = {
        "mean": ranker.scale[0],
        "deviation": ranker.scale[1],
        "low": np.array(-4),
        "high": np.array(4),
        "in": np.concatenate(stacked["in"], axis=1),
        "in_bias": np.concatenate(stacked["in_bias"]),
        "out": np.concatenate(stacked["out"]) / MEMBERS / spread,
        "skip": np.mean(stacked["skip"], axis=0) / spread,
    }
    node = helper.make_node
    nodes = [
        node("Sub", ["features", "mean"], ["centred"]),
        node("Div", ["centred", "deviation"], ["scaled"]),
        node("Clip", ["scaled", "low", "high"], ["bounded"]),
        node("Gemm", ["bounded", "in", "in_bias"], ["inner"]),
        node("Tanh", ["inner"], ["active"]),
        node("MatMul", ["active", "out"], ["bent"]),
        node("MatMul", ["bounded", "skip"], ["straight"]),
        node("Add", ["bent", "straight"], ["rank"]),
    ]
    graph = helper.make_graph(
        nodes,
        "ranker",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["edits", features])],
        [helper.make_tensor_value_info("rank", TensorProto.FLOAT, ["edits", 1])],
        [numpy_helper.from_array(value.astype(np.float32), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, producer_name="safelight", opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model, full_check=True)
    data = model.SerializeToString(deterministic=True)
    Path(path).write_bytes(data)
    print(f"{len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


def sample(held, names, per_photo, path):
    """A part of the held-out pairs as figures, for the test that holds the accuracy."""
    random = np.random.default_rng(SEED)
    chosen = []
    for photo in sorted(set(held.photos)):
        own = np.flatnonzero(held.photos == photo)
        chosen += sorted(random.choice(own, min(per_photo, len(own)), replace=False).tolist())
    keys = ("photo", "instruction", "kind", "better", "worse")
    rows = [json.dumps({key: held.rows[at][key] for key in keys}, ensure_ascii=False) for at in chosen]
    text = ",\n".join(f"    {row}" for row in rows)
    Path(path).write_text(f'{{\n  "names": {json.dumps(names)},\n  "pairs": [\n{text}\n  ]\n}}\n')


def main():
    names, rows = read(sys.argv[1])
    train, held = (Pairs([row for row in rows if row["side"] == side]) for side in ("train", "held-out"))
    print(f"{len(train.rows)} pairs of {len(set(train.photos))} photos to train on, "
          f"{len(held.rows)} of {len(set(held.photos))} held out, {len(names)} features")
    hidden, share, spread = choose(train, names)
    print(f"chosen: {hidden} wide, share {share}, spread {spread}")
    ranker = Ranker(train, names, hidden)
    if not report(held, (ranker.score(held.better), ranker.score(held.worse)), share, spread):
        print("The ranker does not win: no model is written.")
        return
    export(ranker, len(names), spread, sys.argv[2])
    if len(sys.argv) > 3:
        sample(held, names, 40, sys.argv[3])


if __name__ == "__main__":
    main()
