"""Trains libs/perception/models/sky.onnx: where is sky in a picture? On made-up scenes alone (scenes.py).

Debian 12: apt-get install python3-torch python3-onnx python3-scipy python3-pil; apt-get download and unpack
lomiri-wallpapers-16.04 and lomiri-wallpapers-20.04 into one folder. About 40 minutes on one core:

    python3 train_sky.py <folder> ../models/sky.onnx

The net is a small U-Net of separable convolutions with one global average; the loss is cross-entropy plus Dice.
"""

import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from scenes import Scenes

SIZE, BATCH, STEPS, SEED = 160, 12, int(sys.argv[3]) if len(sys.argv) > 3 else 3000, 20261121


def layer(i, o, stride=1):
    return nn.Sequential(
        nn.Conv2d(i, i, 3, stride, 1, groups=i, bias=False), nn.BatchNorm2d(i),
        nn.Conv2d(i, o, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU(),
    )


class SkyNet(nn.Module):
    def __init__(self, widths=(16, 32, 48, 64, 96)):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(4, widths[0], 3, 2, 1, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(), layer(widths[0], widths[0]))
        self.down = nn.ModuleList(nn.Sequential(layer(a, b, 2), layer(b, b), layer(b, b)) for a, b in zip(widths, widths[1:]))
        self.context = nn.Conv2d(widths[-1], widths[-1], 1)
        self.up = nn.ModuleList(nn.Sequential(layer(a + b, a), layer(a, a)) for a, b in zip(widths[-2::-1], widths[:0:-1]))
        self.out = nn.Conv2d(widths[0] + 4, 1, 3, 1, 1)
        self.register_buffer("rows", torch.linspace(-1, 1, SIZE).view(1, 1, SIZE, 1).expand(1, 1, SIZE, SIZE).contiguous())

    def forward(self, image):
        x = torch.cat([image, self.rows.expand(image.shape[0], -1, -1, -1)], 1)
        levels = [self.stem(x)]
        for down in self.down:
            levels.append(down(levels[-1]))
        y = levels[-1] + self.context(levels[-1].mean((2, 3), keepdim=True))
        for up, skip in zip(self.up, levels[-2::-1]):
            y = up(torch.cat([skip, F.interpolate(y, scale_factor=2.0, mode="nearest")], 1))
        y = F.interpolate(y, scale_factor=2.0, mode="bilinear", align_corners=False)
        return self.out(torch.cat([y, x], 1))


def batch(scenes, count):
    pictures, skies = zip(*(scenes.scene() for _ in range(count)))
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2) * 2 - 1, torch.from_numpy(np.stack(skies))[:, None]


def overlap(probability, target):
    a, b = probability > 0.5, target > 0.5
    union = (a | b).sum((1, 2, 3)).float()
    return torch.where(union > 0, (a & b).sum((1, 2, 3)) / union.clamp(min=1), torch.ones_like(union)).mean().item()


def main():
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    scenes = Scenes(Path(sys.argv[1]), SIZE, SEED)
    held = batch(Scenes(Path(sys.argv[1]), SIZE, SEED + 1), 64)
    net = SkyNet()
    print(sum(p.numel() for p in net.parameters()), "parameters")
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, STEPS, pct_start=0.1)
    start = time.time()
    for step in range(1, STEPS + 1):
        pictures, skies = batch(scenes, BATCH)
        logits = net(pictures)
        p = torch.sigmoid(logits)
        dice = 1 - (2 * (p * skies).sum((1, 2, 3)) + 20) / (p.sum((1, 2, 3)) + skies.sum((1, 2, 3)) + 20)
        loss = F.binary_cross_entropy_with_logits(logits, skies) + 0.5 * dice.mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 200 == 0 or step == STEPS:
            net.eval()
            with torch.no_grad():
                iou = overlap(torch.sigmoid(net(held[0])), held[1])
            net.train()
            print(f"step {step} loss {loss.item():.4f} IoU on held-out scenes {iou:.4f} ({time.time() - start:.0f} s)", flush=True)
            save(net, sys.argv[2])


def save(net, path):
    net.eval()
    model = nn.Sequential(net, nn.Sigmoid())
    torch.onnx.export(model, torch.zeros(1, 3, SIZE, SIZE), path, input_names=["image"], output_names=["mask"], opset_version=13)
    net.train()


main()
