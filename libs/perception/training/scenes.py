"""Made-up scenes with a known sky: procedural skies above layered grounds.

Grounds are procedural textures and crops of ten photographs without or below a sky (Debian's lomiri-wallpapers-16.04 and
-20.04, CC-BY-4.0, CC-BY-SA-4.0 and CC-BY-SA-3.0; none of them is a test photo). Values are sRGB 0..1.
"""

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter, zoom

# File: (left, top, right, bottom) of parts without sky, then parts that are all sky; fractions of the photo.
PHOTOS = {
    "aitzgorri_by_Aitzol_Berasategi.jpg": ([(0, 0.42, 0.65, 1), (0, 0.66, 1, 1), (0.1, 0.22, 0.95, 0.5)], [(0, 0, 1, 0.1)]),
    "Dragonfly_by_Bolly.jpg": ([(0.25, 0.4, 0.8, 1)], [(0, 0, 0.14, 0.3)]),
    "sunset_by_Aitzol_Berasategi.jpg": ([(0, 0.58, 1, 1), (0.1, 0.68, 0.9, 1)], [(0, 0, 1, 0.42), (0, 0, 0.45, 0.44)]),
    "Bridge_by_Sander_Klootwijk.jpg": ([(0, 0.88, 0.7, 1)], [(0.55, 0, 1, 0.28), (0, 0.45, 0.35, 0.82), (0, 0, 0.35, 0.2)]),
    "life_by_Aitzol_Berasategi.jpg": ([(0, 0, 1, 1), (0, 0.1, 0.6, 1), (0.4, 0, 1, 0.8)], []),
    "friends_by_Aitzol_Berasategi.jpg": ([(0, 0, 1, 1), (0, 0.5, 1, 1)], []),
    "Wine_by_Jakkub_Mede.jpg": ([(0, 0, 1, 1)], []),
    "Kleiber_by_Lukas_Baubkus.jpg": ([(0, 0, 0.4, 1)], []),
    "Picture_1A_by_freespace.jpg": ([(0, 0, 1, 1)], []),
    "free_by_Peter_Nerlich.jpg": ([(0, 0.2, 1, 1)], []),
}


class Scenes:
    def __init__(self, folder, size, seed):
        self.size = size
        self.rng = np.random.default_rng(seed)
        self.grounds, self.skies, self.bank = [], [], {}
        for name, (grounds, skies) in PHOTOS.items():
            image = Image.open(next(folder.rglob(name))).convert("RGB")
            for parts, kept in ((grounds, self.grounds), (skies, self.skies)):
                for left, top, right, bottom in parts:
                    part = image.crop((int(left * image.width), int(top * image.height), int(right * image.width), int(bottom * image.height)))
                    part.thumbnail((4 * size, 4 * size), Image.BOX)
                    kept.append(np.asarray(part, np.float32) / 255)

    def flip(self, p):
        return self.rng.random() < p

    def between(self, low, high):
        return self.rng.uniform(low, high)

    def noise(self, detail, stretch=1.0):
        """Fractal noise of mean 0 and standard deviation 1; `detail` 0.4 smooth … 1 rough. From a bank: making it is slow."""
        bank = self.bank.setdefault((round(detail, 1), round(np.log2(stretch))), [])
        if len(bank) < 24:
            bank.append(self.fresh_noise(detail, stretch))
            return bank[-1]
        field = np.roll(bank[self.rng.integers(24)], self.rng.integers(self.size), axis=1)
        return field[:, ::-1] if self.flip(0.5) else field

    def fresh_noise(self, detail, stretch):
        n = self.size
        total = np.zeros((n, n), np.float32)
        cells, weight = self.rng.integers(2, 4), 1.0
        while cells < n:
            rows, columns = max(2, int(cells * stretch)), cells
            grid = self.rng.standard_normal((rows + 2, columns + 2)).astype(np.float32)
            total += weight * zoom(grid, (n / rows, n / columns), order=1)[:n, :n]
            cells, weight = cells * 2, weight * detail
        return (total - total.mean()) / (total.std() + 1e-6)

    def crop(self, source):
        h, w = source.shape[:2]
        ch, cw = int(h * self.between(0.35, 1)), int(w * self.between(0.35, 1))
        y, x = self.rng.integers(0, h - ch + 1), self.rng.integers(0, w - cw + 1)
        image = Image.fromarray((source[y : y + ch, x : x + cw] * 255).astype(np.uint8))
        out = np.asarray(image.resize((self.size, self.size), Image.BOX), np.float32) / 255
        return out[:, ::-1] if self.flip(0.5) else out

    def sky(self):
        r, n = self.rng, self.size
        if self.flip(0.2):
            return self.recolour(self.crop(self.skies[r.integers(len(self.skies))]), 0.25)
        kind = r.choice(["day", "overcast", "white", "evening", "night", "any"], p=[0.34, 0.2, 0.1, 0.2, 0.1, 0.06])
        hue = {
            "day": lambda: ([self.between(0.05, 0.45), self.between(0.3, 0.65), self.between(0.6, 0.95)], [self.between(0.55, 0.95), self.between(0.7, 0.95), self.between(0.8, 1)]),
            "overcast": lambda: ([self.between(0.35, 0.85)] * 3, [self.between(0.5, 1)] * 3),
            "white": lambda: ([self.between(0.85, 1)] * 3, [self.between(0.9, 1)] * 3),
            "evening": lambda: (r.uniform([0.2, 0.2, 0.3], [0.85, 0.6, 0.8]), r.uniform([0.8, 0.45, 0.1], [1, 0.85, 0.6])),
            "night": lambda: (r.uniform([0, 0.02, 0.08], [0.15, 0.2, 0.35]), r.uniform([0.02, 0.05, 0.1], [0.35, 0.4, 0.5])),
            "any": lambda: (r.uniform(0.2, 0.9, 3), r.uniform(0.4, 1, 3)),
        }[kind]()
        top, low = (np.clip(np.array(c) + r.normal(0, 0.03, 3), 0, 1) for c in hue)
        y, x = np.mgrid[0:n, 0:n] / n
        t = np.clip((y + self.between(-0.3, 0.3) * (x - 0.5)) / self.between(0.4, 1.1), 0, 1) ** self.between(0.6, 1.6)
        image = top + (low - top) * t[..., None]
        if self.flip(0.6):
            clouds = self.noise(self.between(0.4, 0.65), self.between(1, 4))
            cover = np.clip((clouds - self.between(-1, 1.6)) * self.between(0.4, 1.6), 0, 1) * self.between(0.3, 1)
            light = np.clip(image.max(axis=(0, 1)) * 0.4 + self.between(0.2, 0.6), 0, 1)
            shade = 1 - self.between(0, 0.5) * np.clip(gaussian_filter(clouds, n / 30), 0, 1)
            image = image + cover[..., None] * (light * shade[..., None] - image)
        if self.flip(0.25):
            sx, sy = self.between(-0.1, 1.1), self.between(0, 0.8)
            glow = np.exp(-(((x - sx) ** 2 + (y - sy) ** 2) / self.between(0.002, 0.08)))
            image = image + glow[..., None] * (np.array([1, self.between(0.85, 1), self.between(0.5, 1)]) - image)
        return image + r.normal(0, self.between(0, 0.015), (n, n, 1))

    def recolour(self, image, amount):
        gain = np.exp(self.rng.normal(0, amount, 3) * 0.6 + self.rng.normal(0, amount))
        return np.clip(image, 0, 1) ** np.exp(self.rng.normal(0, amount)) * gain

    def ground(self):
        r, n = self.rng, self.size
        if self.flip(0.55):
            return self.recolour(self.crop(self.grounds[r.integers(len(self.grounds))]), 0.3)
        palettes = [
            ([0.05, 0.1, 0], [0.5, 0.7, 0.3]),
            ([0.2, 0.12, 0.05], [0.85, 0.65, 0.45]),
            ([0.6, 0.25, 0.05], [1, 0.55, 0.3]),
            ([0.1, 0.1, 0.1], [0.75, 0.72, 0.7]),
            ([0.6, 0.62, 0.68], [1, 1, 1]),
            ([0, 0.05, 0.1], [0.35, 0.5, 0.6]),
            ([0, 0, 0], [0.15, 0.12, 0.12]),
        ]
        low, high = palettes[r.integers(len(palettes))]
        base = r.uniform(low, high)
        contrast = self.between(0.02, 0.3)
        texture = self.noise(self.between(0.55, 0.95), self.between(0.3, 3))
        image = base * (1 + contrast * texture[..., None]) + r.normal(0, 0.02, 3) * self.noise(0.6)[..., None]
        if self.flip(0.3):
            image = self.windows(image)
        y = np.mgrid[0:n, 0:n][0] / n
        return image * (1 + self.between(-0.5, 0.5) * (y - 0.5))[..., None]

    def windows(self, image):
        """A façade: a lattice of darker or lit openings."""
        n = self.size
        y, x = np.mgrid[0:n, 0:n]
        pitch_x, pitch_y = self.rng.integers(5, 24), self.rng.integers(6, 24)
        lean = self.between(-0.3, 0.3)
        open_ = ((x + lean * y) % pitch_x > pitch_x * self.between(0.3, 0.6)) & ((y + lean * x * 0.5) % pitch_y > pitch_y * self.between(0.3, 0.6))
        shade = self.rng.uniform(0, 0.4, 3) if self.flip(0.7) else self.rng.uniform(0.5, 1, 3)
        return np.where(open_[..., None], shade * (1 + 0.1 * self.noise(0.7)[..., None]), image)

    def cover(self, level):
        """Where a ground layer stands: 1 below a skyline of random kind about `level` (fraction from the top)."""
        r, n = self.rng, self.size
        y, x = np.mgrid[0:n, 0:n] / n
        kind = r.choice(["ridge", "skyline", "trees", "flat", "wall", "hole"], p=[0.3, 0.2, 0.16, 0.12, 0.14, 0.08])
        if kind == "wall":
            side = x if self.flip(0.5) else 1 - x
            return (side + self.between(-0.5, 0.5) * (y - 0.5) < self.between(0.15, 0.55)).astype(np.float32)
        if kind == "hole":
            angle = np.arctan2(y - self.between(0.3, 0.7), x - self.between(0.3, 0.7))
            radius = self.between(0.12, 0.4) * (1 + 0.15 * np.sin(angle * r.integers(1, 6) + self.between(0, 6)))
            return (np.hypot(x - 0.5 + self.between(-0.2, 0.2), (y - 0.5 + self.between(-0.2, 0.2)) * self.between(0.7, 1.4)) > radius).astype(np.float32)
        line = np.full(n, level) + self.between(-0.25, 0.25) * (np.arange(n) / n - 0.5)
        if kind in ("ridge", "trees"):
            roughness = self.between(0.4, 0.6) if kind == "ridge" else self.between(0.75, 1)
            line = line + self.between(0.02, 0.12) * self.noise(roughness)[r.integers(n)]
        elif kind == "skyline":
            at = 0
            while at < n:
                width = r.integers(4, n // 5)
                line[at : at + width] += self.between(-0.25, 0.08)
                at += width
        return (y > line[None, :]).astype(np.float32)

    def thing(self):
        """A blob, pole or wire before everything."""
        r, n = self.rng, self.size
        y, x = np.mgrid[0:n, 0:n] / n
        if self.flip(0.5):
            a, b, c = r.normal(0, 1, 3)
            return (np.abs(a * (x - 0.5) + b * (y - 0.5) + 0.4 * c) / np.hypot(a, b) < self.between(0.004, 0.03)).astype(np.float32)
        cx, cy, size = self.between(0, 1), self.between(0.2, 1.1), self.between(0.03, 0.3)
        reach = np.hypot(x - cx, (y - cy) * self.between(0.6, 1.5)) / size
        return (reach + 0.2 * self.noise(0.6) < 1).astype(np.float32)

    def scene(self):
        """(picture n×n×3, sky n×n)"""
        r, n = self.rng, self.size
        if self.flip(0.22):
            image, sky = self.ground(), np.zeros((n, n), np.float32)
            for _ in range(r.integers(0, 4)):
                mask = self.thing() if self.flip(0.6) else self.cover(self.between(0.2, 0.8))
                image = image + gaussian_filter(mask, self.between(0, 4))[..., None] * (self.ground() - image)
            if self.flip(0.3):
                image = gaussian_filter(image, (self.between(1, 6),) * 2 + (0,))
            return self.finish(image, sky)
        image, sky = self.sky(), np.ones((n, n), np.float32)
        haze = image.mean(axis=(0, 1))
        if not self.flip(0.04):
            level = self.between(0.15, 0.9)
            layers = r.integers(1, 4)
            for k in range(layers):
                mask = self.cover(level + k * self.between(0.03, 0.2))
                texture = self.ground()
                veil = self.between(0, 0.75) * (1 - (k + 1) / layers) if layers > 1 else self.between(0, 0.25)
                texture = texture + veil * (haze - texture)
                if self.flip(0.12):
                    # Water below a horizon: the sky upside down, darker and rippled.
                    texture = image[::-1] * self.between(0.5, 0.95) + self.between(0, 0.06) * self.noise(0.9, 5)[..., None]
                blur = self.between(0, 1) ** 3 * 5
                mask = gaussian_filter(mask, blur)
                image = image + mask[..., None] * (gaussian_filter(texture, (blur, blur, 0)) - image)
                sky = sky * (1 - mask)
        for _ in range(r.integers(0, 3)):
            mask = gaussian_filter(self.thing(), self.between(0, 1.5))
            image = image + mask[..., None] * (self.ground() - image)
            sky = sky * (1 - mask)
        return self.finish(image, sky)

    def finish(self, image, sky):
        n = self.size
        image = self.recolour(image, 0.12)
        grey = image.mean(axis=2, keepdims=True)
        image = grey + (image - grey) * (self.between(0, 0.2) if self.flip(0.06) else self.between(0.6, 1.4))
        y, x = np.mgrid[0:n, 0:n] / n - 0.5
        image = image * (1 - self.between(0, 0.8) * (x * x + y * y))[..., None]
        image = np.clip(image + self.rng.normal(0, self.between(0, 0.02), image.shape), 0, 1)
        if self.flip(0.5):
            image, sky = image[:, ::-1], sky[:, ::-1]
        return image.astype(np.float32).copy(), sky.astype(np.float32).copy()
