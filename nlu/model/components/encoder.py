"""The encoder's layers in TensorFlow: a vector a word, and trainable where wanted."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from .weights import Weights

#: Added to the attention that words pay to padding.
_NOT_THERE = -1e4


class Layer(tf.Module):
    """One layer: attention, then the two dense steps, each with its normalization after it."""

    def __init__(self, weights: Weights, number: int) -> None:
        super().__init__(f"layer{number}")
        width, inner = weights.width, weights.inner
        shapes = dict.fromkeys(("q", "k", "v", "ao"), (width, width))
        shapes.update(fi=(inner, width), fo=(width, inner))
        self._heads, self._epsilon = weights.heads, weights.epsilon
        self._kernels = {
            name: tf.Variable(weights.tensor(f"l{number}.{name}.w", *shape).T)
            for name, shape in shapes.items()
        }
        self._biases = {
            name: tf.Variable(weights.tensor(f"l{number}.{name}.b", shape[0]))
            for name, shape in shapes.items()
        }
        self._norms = {
            f"{name}.{part}": tf.Variable(weights.tensor(f"l{number}.{name}.{part}", width))
            for name in ("aln", "oln")
            for part in ("w", "b")
        }

    def __call__(self, x: tf.Tensor, there: tf.Tensor, drop: float = 0.0) -> tf.Tensor:
        """The layer's answer.

        Args:
            x: batch × words × width.
            there: batch × words, 1 for a word and 0 for padding.
            drop: the share of it that is dropped (in training only).
        """
        shape = tf.shape(x)
        split = (shape[0], shape[1], self._heads, -1)
        q, k, v = (
            tf.transpose(tf.reshape(self._dense(name, x), split), (0, 2, 1, 3))
            for name in ("q", "k", "v")
        )
        scale = tf.math.rsqrt(tf.cast(tf.shape(q)[-1], tf.float32))
        scores = tf.matmul(q, k, transpose_b=True) * scale
        attention = tf.nn.softmax(scores + (1.0 - there)[:, None, None, :] * _NOT_THERE)
        heard = tf.reshape(tf.transpose(tf.matmul(attention, v), (0, 2, 1, 3)), shape)
        x = self._normal("aln", x + _dropped(self._dense("ao", heard), drop))
        thought = self._dense("fo", tf.nn.gelu(self._dense("fi", x)))
        return self._normal("oln", x + _dropped(thought, drop))

    def _dense(self, name: str, x: tf.Tensor) -> tf.Tensor:
        kernel = self._kernels[name]
        flat = tf.matmul(tf.reshape(x, (-1, kernel.shape[0])), kernel) + self._biases[name]
        return tf.reshape(flat, (tf.shape(x)[0], tf.shape(x)[1], kernel.shape[1]))

    def _normal(self, name: str, x: tf.Tensor) -> tf.Tensor:
        return _normalized(x, self._norms[f"{name}.w"], self._norms[f"{name}.b"], self._epsilon)


class Encoder(tf.Module):
    """Word vectors and all layers; the lower ones stay as they come.

    Args:
        weights: the pretrained encoder.
        frozen: how many layers, from below, are not trained further.
    """

    def __init__(self, weights: Weights, frozen: int) -> None:
        super().__init__("encoder")
        self._weights = weights
        self._positions = weights.tensor("emb.pos", weights.longest, weights.width)
        self._positions += weights.tensor("emb.type", -1, weights.width)[0]
        self._scale = weights.tensor("emb.ln.w", weights.width)
        self._shift = weights.tensor("emb.ln.b", weights.width)
        layers = [Layer(weights, number) for number in range(weights.layers)]
        self._frozen, self.trained = layers[:frozen], layers[frozen:]

    def words(self, ids: np.ndarray) -> np.ndarray:
        """The word vectors: batch × words × width."""
        return (self._weights.words(ids) + self._positions[: ids.shape[1]]).astype(np.float32)

    def below(self, x: tf.Tensor, there: tf.Tensor) -> tf.Tensor:
        """Word vectors → what the frozen layers make of them."""
        x = _normalized(x, self._scale, self._shift, self._weights.epsilon)
        for layer in self._frozen:
            x = layer(x, there)
        return x

    def above(self, x: tf.Tensor, there: tf.Tensor, drop: float = 0.0) -> tf.Tensor:
        """What the frozen layers made → the vectors of the words in their sentence."""
        for layer in self.trained:
            x = layer(x, there, drop)
        return x


def pooled(x: tf.Tensor, there: tf.Tensor) -> tf.Tensor:
    """The mean of a sentence's word vectors: batch × width."""
    return tf.reduce_sum(x * there[:, :, None], 1) / tf.reduce_sum(there, 1)[:, None]


def _normalized(x: tf.Tensor, scale: tf.Tensor, shift: tf.Tensor, epsilon: float) -> tf.Tensor:
    mean, variance = tf.nn.moments(x, axes=-1, keepdims=True)
    return tf.nn.batch_normalization(x, mean, variance, shift, scale, epsilon)


def _dropped(x: tf.Tensor, rate: float) -> tf.Tensor:
    return tf.nn.dropout(x, rate) if rate else x
