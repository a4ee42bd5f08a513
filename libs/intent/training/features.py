"""The features of a sentence, as src/classifier/features.ts has them: hashed words and parts of words. The table
fixtures/features.json, which `python features.py > ../fixtures/features.json` writes, holds both to the same numbers."""

import json
import re
import unicodedata

BUCKETS = 1 << 16
FEATURES_MAX = 512

_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_DROPPED = re.compile(r"[\u0300-\u036f'\u2018\u2019]")
_cache: dict[str, int] = {}


def bucket_of(feature: str) -> int:
    """FNV-1a, 32 bits, over UTF-8."""
    known = _cache.get(feature)
    if known is not None:
        return known
    value = 0x811C9DC5
    for byte in feature.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    # The low bits alone mix badly in FNV; its authors fold the high ones in.
    value = ((value >> 16) ^ value) & (BUCKETS - 1)
    _cache[feature] = value
    return value


def features_of(text: str) -> list[int]:
    folded = _DROPPED.sub("", unicodedata.normalize("NFKD", text)).lower()
    found: list[int] = []
    previous = "^"
    for run in _RUNS.findall(folded):
        if run[0] >= "\u3400":
            bounded = f"^{run}$"
            for length in (1, 2, 3, 4):
                source = run if length == 1 else bounded
                for at in range(len(source) - length + 1):
                    found.append(bucket_of(f"z{source[at:at + length]}"))
            previous = "^"
            continue
        found.append(bucket_of(f"w{run}"))
        found.append(bucket_of(f"b{previous} {run}"))
        previous = run
        if len(run) >= 4:
            bounded = f"<{run}>"
            for length in (3, 4, 5):
                for at in range(len(bounded) - length + 1):
                    found.append(bucket_of(f"p{bounded[at:at + length]}"))
    return found[:FEATURES_MAX]


GOLDEN = [
    "give it some oomph",
    "It’s TOO gloomy — isn't it?",
    "这片子看着闷闷的",
    "make it 日系 and 更亮!",
    "ＦＵＬＬ　ｗｉｄｔｈ",
    "crème brûlée, naïve café",
    "f/1.8 at ISO 12800",
    "a",
    "的",
    "the the the the",
    "𝒻ancy letters ﬁne",
    "emoji 😀 only words count 🌅",
    "像隔着一层东西,看不清楚。",
    "ПРИВЕТ мир and ça va",
    "",
    "x" * 700,
]

if __name__ == "__main__":
    rows = [{"text": text, "features": list(dict.fromkeys(features_of(text)))} for text in GOLDEN]
    print("[\n" + ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows) + "\n]")
