"""Words of the encoder: SentencePiece unigram segmentation, with the way back to the text."""

from __future__ import annotations

from dataclasses import dataclass

from .weights import Vocabulary

_SPACE = "\u2581"


@dataclass(frozen=True)
class Pieces:
    """A text cut into the encoder's words.

    Attributes:
        ids: with the begin and end marks around.
        spans: where in the text each id stands: (start, end), characters; marks and spaces stand
            nowhere, (0, 0).
    """

    ids: list[int]
    spans: list[tuple[int, int]]


def cut(text: str, vocabulary: Vocabulary, longest: int) -> Pieces:
    """The likeliest segmentation (Viterbi), at most ``longest`` ids with the marks."""
    letters, origin = _normalized(text, vocabulary)
    count = len(letters)
    best = [0.0] + [float("-inf")] * count
    back: list[tuple[int, int]] = [(0, 0)] * (count + 1)
    unknown, penalty = vocabulary.unknown
    for start in range(count):
        if best[start] + penalty > best[start + 1]:
            best[start + 1], back[start + 1] = best[start] + penalty, (start, unknown)
        for end in range(start + 1, min(count, start + vocabulary.longest) + 1):
            found = vocabulary.pieces.get(letters[start:end])
            if found and best[start] + found[1] > best[end]:
                best[end], back[end] = best[start] + found[1], (start, found[0])
    ids: list[int] = []
    spans: list[tuple[int, int]] = []
    end = count
    while end > 0:
        start, piece = back[end]
        ids.append(piece)
        spans.append(_span(letters, origin, start, end))
        end = start
    inside = longest - 2
    return Pieces(
        [vocabulary.begin, *ids[::-1][:inside], vocabulary.end],
        [(0, 0), *spans[::-1][:inside], (0, 0)],
    )


def _normalized(text: str, vocabulary: Vocabulary) -> tuple[str, list[int]]:
    """The text as the vocabulary writes it, and for each letter its place in the text."""
    letters: list[str] = [_SPACE]
    origin: list[int] = [0]
    for place, raw in enumerate(text):
        for letter in vocabulary.normal.get(raw, raw):
            if letter == " ":
                if letters[-1] == _SPACE:
                    continue
                letter = _SPACE
            letters.append(letter)
            origin.append(place)
    return "".join(letters), origin


def _span(letters: str, origin: list[int], start: int, end: int) -> tuple[int, int]:
    """Without the spaces before it; a piece that is nothing else stands nowhere."""
    while start < end and letters[start] == _SPACE:
        start += 1
    if start == end:
        return 0, 0
    return origin[start], origin[end - 1] + 1
