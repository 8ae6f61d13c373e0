"""Intent and marked words of a sentence, from one encoder that is trained further on our data.

The lower layers stay as they come: what they make of every sentence is computed once, which halves
the cost of training. The intent's head begins as a logistic regression on the centred sentence
vectors (all vectors of this encoder point one way; what differs is around their mean).
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from .encoder import Encoder, pooled
from .pieces import Pieces, cut
from .weights import bundled

#: Words of a sentence that are looked at, the marks at both ends included.
_LONGEST = 96
#: Sentences that go through the layers at once, outside of training.
_TOGETHER = 64
#: Every so many of these the intent's head begins with.
_BEGIN_WITH = 3
#: Sentences that are sorted by length together, in batches: little padding, still shuffled.
_POOL = 40
_OUTSIDE = "O"
#: A word is marked when it is likelier to be something than nothing.
_MARKED_FROM = 0.5
#: Words of one name are not torn apart where its kind is in doubt.
_NAMES = {"project": "name", "place": "name"}
_NO_CODE = -1


@dataclass(frozen=True)
class Span:
    """Marked words.

    Attributes:
        start, end: characters of the text.
        name: what they are: ``date``, ``category`` …
        code: which one of its kind, where the words alone do not say it; else empty.
    """

    start: int
    end: int
    name: str
    code: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class Example:
    """A sentence with its meaning."""

    text: str
    intent: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What the network makes of a sentence.

    Attributes:
        intents: each intent with its probability, likeliest first.
    """

    intents: tuple[tuple[str, float], ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Settings:
    """How it is trained; see ``config.yml``.

    Attributes:
        frozen: layers from below that stay as they come.
        steps: batches of ``batch`` sentences in all.
        rate, head_rate, tag_rate: the highest learning rates, of layers and of the two heads.
        tag_weight, code_weight: of the marks' losses, beside the intent's.
        drop, smoothing: against learning by heart.
        temperature: divides the intent's scores, so that its probabilities are honest.
    """

    frozen: int = 6
    steps: int = 690
    batch: int = 32
    rate: float = 5e-4
    head_rate: float = 1e-3
    tag_rate: float = 1e-2
    tag_weight: float = 1.0
    code_weight: float = 0.2
    drop: float = 0.1
    smoothing: float = 0.02
    temperature: float = 1.0
    seed: int = 20261121


class Network:
    """The encoder with its three heads: intents, marks, and the codes of marks.

    Args:
        intents: the names of all intents.
        names: the names of all marks.
        codes: what marks can stand for, ``category:environment`` …
    """

    def __init__(
        self,
        intents: Sequence[str],
        names: Sequence[str],
        codes: Sequence[str],
        settings: Settings,
    ) -> None:
        self.intents, self.names, self.codes = tuple(intents), tuple(names), tuple(codes)
        self.settings = settings
        self._tags = [_OUTSIDE, *(f"{at}-{name}" for name in self.names for at in "BI")]
        self._vocabulary = bundled().vocabulary
        self._encoder = Encoder(bundled(), settings.frozen)
        width = bundled().width
        self._mean = tf.Variable(tf.zeros(width), trainable=False)
        self._intent = tf.Variable(tf.zeros((width, len(self.intents))))
        self._intent_bias = tf.Variable(tf.zeros(len(self.intents)))
        self._tag = tf.Variable(tf.zeros((width, len(self._tags))))
        self._tag_bias = tf.Variable(tf.zeros(len(self._tags)))
        self._code = tf.Variable(tf.zeros((width, len(self.codes))))
        words = tf.TensorSpec((None, None, width))
        there = tf.TensorSpec((None, None))
        self._below = _graph(self._encoder.below, words, there)
        self._above = _graph(lambda x, at: pooled(self._encoder.above(x, at), at), words, there)
        self._infer = _graph(self._scores_of_words, words, there)

    # ------------------------------------------------------------ reading

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """What each text means; any text, an empty one too."""
        cuts = [cut(text, self._vocabulary, _LONGEST) for text in texts]
        ids, there = _padded(cuts)
        intents, tags, codes = self._infer(self._encoder.words(ids), there)
        sure = tf.nn.softmax(intents / self.settings.temperature).numpy()
        marks, meant = tf.nn.softmax(tags).numpy(), codes.numpy()
        return [
            Reading(self._ranking(sure[row]), self._spans(pieces, marks[row], meant[row], text))
            for row, (pieces, text) in enumerate(zip(cuts, texts, strict=True))
        ]

    def _ranking(self, sure: np.ndarray) -> tuple[tuple[str, float], ...]:
        return tuple((self.intents[i], float(sure[i])) for i in sure.argsort()[::-1])

    def _spans(
        self, pieces: Pieces, marks: np.ndarray, codes: np.ndarray, text: str
    ) -> tuple[Span, ...]:
        kinds = self._kinds(marks)
        groups: list[list[int]] = []
        for at, (start, stop) in enumerate(pieces.spans):
            if start == stop or kinds[at].sum() < _MARKED_FROM:
                continue
            last = groups[-1] if groups else None
            if (
                last
                and last[-1] == at - 1
                and self._family(kinds[at]) == self._family(kinds[at - 1])
            ):
                last.append(at)
            else:
                groups.append([at])
        return tuple(self._span(pieces, words, kinds[words], codes[words]) for words in groups)

    def _kinds(self, marks: np.ndarray) -> np.ndarray:
        """How surely a word belongs to each kind of mark, whether it begins one or goes on."""
        return marks[:, 1:].reshape(len(marks), len(self.names), 2).sum(2)

    def _family(self, kinds: np.ndarray) -> str:
        """The likeliest kind; one thing for names that only the whole tells apart."""
        name = self.names[int(kinds.argmax())]
        return _NAMES.get(name, name)

    def _span(self, pieces: Pieces, words: list[int], kinds: np.ndarray, codes: np.ndarray) -> Span:
        name = self.names[int(kinds.sum(0).argmax())]
        return Span(
            pieces.spans[words[0]][0],
            pieces.spans[words[-1]][1],
            name,
            self._code_of(name, codes.sum(0)),
            float(kinds.sum(1).min()),
        )

    def _code_of(self, name: str, scores: np.ndarray) -> str:
        """The likeliest code of a kind; empty where the kind has none."""
        of_kind = [at for at, code in enumerate(self.codes) if code.startswith(f"{name}:")]
        if not of_kind:
            return ""
        best = max(of_kind, key=lambda at: float(scores[at]))
        return self.codes[best].split(":", 1)[1]

    # ------------------------------------------------------------ training

    def train(self, examples: Sequence[Example], watch: Watch) -> None:
        """Trains on examples; ``watch`` is told how far it is."""
        settings = self.settings
        random.seed(settings.seed)
        tf.random.set_seed(settings.seed)
        prepared = self._prepared(examples, watch)
        step = self._step()
        done = 0
        while done < settings.steps:
            for batch in _batches(prepared, settings.batch):
                if done == settings.steps:
                    break
                # Up for a tenth of the way, then down to nothing.
                height = min((done + 1) / (0.1 * settings.steps), 1.0 - done / settings.steps)
                loss = step(*_stacked(batch), tf.constant(max(height, 0.02), tf.float32))
                done += 1
                watch.step(done, settings.steps, float(loss))

    def _prepared(self, examples: Sequence[Example], watch: Watch) -> list[_Prepared]:
        cuts = [cut(example.text, self._vocabulary, _LONGEST) for example in examples]
        order = sorted(range(len(examples)), key=lambda number: len(cuts[number].ids))
        prepared: list[_Prepared] = []
        vectors, labels = [], []
        for number, start in enumerate(range(0, len(order), _TOGETHER)):
            rows = order[start : start + _TOGETHER]
            ids, there = _padded([cuts[row] for row in rows])
            below = self._below(self._encoder.words(ids), there)
            intents = [self.intents.index(examples[row].intent) for row in rows]
            if number % _BEGIN_WITH == 0:
                vectors.append(self._above(below, there).numpy())
                labels += intents
            lower = below.numpy().astype(np.float16)
            for at, row in enumerate(rows):
                words = lower[at, : len(cuts[row].ids)]
                prepared.append(
                    _Prepared(words, intents[at], *self._marked(examples[row], cuts[row]))
                )
            watch.prepared(start + len(rows), len(order))
        self._begin(np.concatenate(vectors), np.array(labels))
        return prepared

    def _begin(self, vectors: np.ndarray, labels: np.ndarray) -> None:
        """The intent's head as a logistic regression on the vectors as they come."""
        mean = vectors.mean(0)
        size = float(np.linalg.norm(vectors - mean, axis=1).mean())
        with warnings.catch_warnings():
            # It is a beginning: what it lacks is learned afterwards.
            warnings.simplefilter("ignore", ConvergenceWarning)
            plain = LogisticRegression(C=10, max_iter=60).fit((vectors - mean) / size, labels)
        known = plain.classes_
        kernel = np.zeros((vectors.shape[1], len(self.intents)), np.float32)
        bias = np.full(len(self.intents), -10.0, np.float32)
        kernel[:, known], bias[known] = plain.coef_.T / size, plain.intercept_
        self._mean.assign(mean)
        self._intent.assign(kernel)
        self._intent_bias.assign(bias)

    def _marked(self, example: Example, pieces: Pieces) -> tuple[np.ndarray, np.ndarray]:
        """The tag of each word, and its code (-1: none)."""
        tags = np.zeros(len(pieces.ids), np.int32)
        codes = np.full(len(pieces.ids), _NO_CODE, np.int32)
        for span in example.spans:
            begins = "B"
            for at, (start, end) in enumerate(pieces.spans):
                if start < end and start < span.end and span.start < end:
                    tags[at] = self._tags.index(f"{begins}-{span.name}")
                    if span.code:
                        codes[at] = self.codes.index(f"{span.name}:{span.code}")
                    begins = "I"
        return tags, codes

    def _scores(self, below: tf.Tensor, there: tf.Tensor, drop: float = 0.0) -> tuple:
        x = self._encoder.above(below, there, drop)
        sentence = pooled(x, there) - self._mean
        if drop:
            sentence = tf.nn.dropout(sentence, drop)
        intents = tf.matmul(sentence, self._intent) + self._intent_bias
        tags = tf.tensordot(x, self._tag, 1) + self._tag_bias
        return intents, tags, tf.tensordot(x, self._code, 1)

    def _scores_of_words(self, words: tf.Tensor, there: tf.Tensor) -> tuple:
        return self._scores(self._encoder.below(words, there), there)

    def _step(self) -> Any:
        settings = self.settings
        groups = [
            (settings.rate, [v for layer in self._encoder.trained for v in layer.variables]),
            (settings.head_rate, [self._intent, self._intent_bias]),
            (settings.tag_rate, [self._tag, self._tag_bias, self._code]),
        ]
        parts = []
        for highest, group in groups:
            rate = tf.Variable(0.0, trainable=False)
            parts.append((highest, group, rate, tf.keras.optimizers.legacy.Adam(rate)))
        variables = [variable for _, group in groups for variable in group]

        def loss_of(
            below: tf.Tensor,
            there: tf.Tensor,
            intents: tf.Tensor,
            tags: tf.Tensor,
            codes: tf.Tensor,
        ) -> tf.Tensor:
            intent_scores, tag_scores, code_scores = self._scores(below, there, settings.drop)
            count = len(self.intents)
            wanted = tf.one_hot(intents, count) * (1.0 - settings.smoothing)
            intent_loss = tf.reduce_mean(
                tf.nn.softmax_cross_entropy_with_logits(
                    wanted + settings.smoothing / count, intent_scores
                )
            )
            tag_loss = _mean(_wrong(tags, tag_scores), there)
            coded = tf.cast(codes != _NO_CODE, tf.float32)
            code_loss = _mean(_wrong(tf.maximum(codes, 0), code_scores), coded)
            return intent_loss + settings.tag_weight * tag_loss + settings.code_weight * code_loss

        def step(*inputs: tf.Tensor) -> tf.Tensor:
            *batch, height = inputs
            with tf.GradientTape() as tape:
                loss = loss_of(*batch)
            gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, variables), 1.0)
            first = 0
            for highest, group, rate, optimizer in parts:
                rate.assign(highest * height)
                theirs = gradients[first : first + len(group)]
                optimizer.apply_gradients(zip(theirs, group, strict=True))
                first += len(group)
            return loss

        words, numbers = (None, None), tf.int32
        return _graph(
            step,
            tf.TensorSpec((*words, bundled().width)),
            tf.TensorSpec(words),
            tf.TensorSpec((None,), numbers),
            tf.TensorSpec(words, numbers),
            tf.TensorSpec(words, numbers),
            tf.TensorSpec(()),
        )

    # ------------------------------------------------------------ keeping

    def arrays(self) -> list[np.ndarray]:
        """What was learned, to be stored: half precision is enough."""
        return [variable.numpy().astype(np.float16) for variable in self._learned()]

    def restore(self, arrays: Iterable[np.ndarray]) -> None:
        """What ``arrays`` gave."""
        for variable, array in zip(self._learned(), arrays, strict=True):
            variable.assign(array.astype(np.float32))

    def _learned(self) -> list[tf.Variable]:
        heads = [self._mean, self._intent, self._intent_bias]
        heads += [self._tag, self._tag_bias, self._code]
        return heads + [v for layer in self._encoder.trained for v in layer.variables]


class Watch:
    """Is told how far a training is; says nothing itself."""

    def prepared(self, done: int, of: int) -> None:
        """So many sentences went through the layers that stay as they are."""

    def step(self, done: int, of: int, loss: float) -> None:
        """So many batches were learned from."""


@dataclass(frozen=True)
class _Prepared:
    """A sentence ready to learn from."""

    below: np.ndarray
    intent: int
    tags: np.ndarray
    codes: np.ndarray


def _batches(prepared: Sequence[_Prepared], size: int) -> Iterable[list[_Prepared]]:
    """Once through all, in random order, sentences of like length together."""
    shuffled = random.sample(list(prepared), len(prepared))
    batches = []
    for start in range(0, len(shuffled), size * _POOL):
        pool = sorted(shuffled[start : start + size * _POOL], key=lambda each: len(each.tags))
        batches += [pool[at : at + size] for at in range(0, len(pool), size)]
    random.shuffle(batches)
    return batches


def _stacked(batch: Sequence[_Prepared]) -> tuple[np.ndarray, ...]:
    longest = max(len(each.tags) for each in batch)
    below = np.zeros((len(batch), longest, batch[0].below.shape[1]), np.float32)
    there = np.zeros((len(batch), longest), np.float32)
    tags = np.zeros((len(batch), longest), np.int32)
    codes = np.full((len(batch), longest), _NO_CODE, np.int32)
    for row, each in enumerate(batch):
        length = len(each.tags)
        below[row, :length], there[row, :length] = each.below, 1.0
        tags[row, :length], codes[row, :length] = each.tags, each.codes
    return below, there, np.array([each.intent for each in batch], np.int32), tags, codes


def _wrong(wanted: tf.Tensor, scores: tf.Tensor) -> tf.Tensor:
    return tf.nn.sparse_softmax_cross_entropy_with_logits(wanted, scores)


def _mean(values: tf.Tensor, which: tf.Tensor) -> tf.Tensor:
    """The mean of some of the values; 0 where there are none."""
    return tf.math.divide_no_nan(tf.reduce_sum(values * which), tf.reduce_sum(which))


def _graph(function: Any, *signature: tf.TensorSpec) -> Any:
    """A function as a graph of TensorFlow; its Python runs once, as it is written."""
    return tf.function(function, input_signature=signature, autograph=False)


def _padded(cuts: Sequence[Pieces]) -> tuple[np.ndarray, np.ndarray]:
    longest = max(len(pieces.ids) for pieces in cuts)
    ids = np.ones((len(cuts), longest), np.int64)
    there = np.zeros((len(cuts), longest), np.float32)
    for row, pieces in enumerate(cuts):
        ids[row, : len(pieces.ids)], there[row, : len(pieces.ids)] = pieces.ids, 1.0
    return ids, there
