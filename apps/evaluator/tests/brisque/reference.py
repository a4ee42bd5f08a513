"""Scores pictures with OpenCV's BRISQUE, which the port is held against.

    node apps/evaluator/tests/brisque/write-cases.ts /tmp/brisque
    pip install opencv-contrib-python-headless==5.0.0.93
    python apps/evaluator/tests/brisque/reference.py /tmp/brisque > apps/evaluator/tests/brisque/reference.json
"""

import json
import pathlib
import sys

import cv2

models = pathlib.Path(__file__).parents[2] / "models"
model, ranges = str(models / "brisque_model_live.yml"), str(models / "brisque_range_live.yml")
scores = {
    path.stem: round(cv2.quality.QualityBRISQUE_compute(cv2.imread(str(path)), model, ranges)[0], 3)
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.png"))
}
print(json.dumps(scores, indent=2))
