"""Trains models/ranker.onnx: which of two edits of a photo is better, from the figures that the evaluator measures?

    pip install numpy==2.4.6 onnx==1.17.0
    nice node apps/evaluator/training/make-pairs.ts .cache/ranker/pairs.jsonl
    python apps/evaluator/training/train_ranker.py .cache/ranker/pairs.jsonl apps/evaluator/models/ranker.onnx

After RetouchIQ's generalist reward model (arXiv 2602.17558): good recipes against perturbed ones and against the
policy's own edits (PGRT). Left out of the paper: the vision-language model (7 B parameters; here a few thousand over
measured figures, so nothing that no figure shows can be learnt), its generated rationale, the 190 000 user edits (here
eleven photos and recipes of our own), and the alternation of policy and judge (the policy's edits are taken once).

Every choice (which features, how wide, how strong a decay, how much the ranker counts beside the metrics) is made by
leaving one training photo out at a time. The held-out photos are looked at once, at the end.
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


def read(path):
    lines = Path(path).read_text().splitlines()
    return json.loads(lines[0]), [json.loads(line) for line in lines[1:]]


class Pairs:
    def __init__(self, rows):
        side = lambda which, what: np.array([row[which][what] for row in rows], np.float32)
        self.rows = rows
        self.better, self.worse = side("better", "features"), side("worse", "features")
        self.metrics = np.stack([side("better", "score"), side("worse", "score")], axis=1)
        self.photos = np.array([row["photo"] for row in rows])
        self.kinds = np.array([row["kind"] for row in rows])

    def where(self, mask):
        return Pairs([row for row, used in zip(self.rows, mask) if used])


def init(random, features, hidden):
    return {
        "in": random.normal(0, 1 / features**0.5, (features, hidden)).astype(np.float32),
        "in_bias": np.zeros(hidden, np.float32),
        "out": random.normal(0, 1 / hidden**0.5, (hidden, 1)).astype(np.float32),
        "skip": np.zeros((features, 1), np.float32),
    }


def forward(w, x):
    inner = np.tanh(x @ w["in"] + w["in_bias"])
    return inner, (inner @ w["out"] + x @ w["skip"])[:, 0]


def fit(pairs, scale, hidden, decay, seed):
    """One member: Bradley-Terry, -log sigmoid(r(better) - r(worse)), by Adam with decoupled decay."""
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
            w[name] = w[name] - rate * (move + decay * w[name])
    return w


def normal(x, scale):
    return np.clip((x - scale[0]) / scale[1], -4, 4)


def scale_of(pairs):
    both = np.concatenate([pairs.better, pairs.worse])
    return both.mean(axis=0), both.std(axis=0) + 0.05


class Ranker:
    def __init__(self, pairs, columns, hidden, decay):
        self.columns = columns
        chosen = Pairs(pairs.rows)
        chosen.better, chosen.worse = pairs.better[:, columns], pairs.worse[:, columns]
        self.scale = scale_of(chosen)
        self.members = [fit(chosen, self.scale, hidden, decay, SEED + n) for n in range(MEMBERS)]

    def score(self, x):
        x = normal(x[:, self.columns], self.scale)
        return np.mean([forward(w, x)[1] for w in self.members], axis=0)


def right(better, worse):
    return np.where(better > worse, 1.0, np.where(better == worse, 0.5, 0.0))
