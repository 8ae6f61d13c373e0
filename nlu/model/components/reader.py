"""What ships: the network as a component of Rasa, intent classifier and entity extractor in one."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import fields
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.network import Example, Network, Reading, Settings, Span, Watch

#: The values of these belong to what is learned: the words alone do not say which one is meant.
_CODED = frozenset({"category", "recipient", "language"})
#: A beginning, an end and both are marked alike: which it is, the words around say.
_MERGED = {"time_from": "time", "time_to": "time"}
#: Intents that are given with an answer.
_RANKED = 10


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER,
        DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR,
    ],
    is_trainable=True,
)
class SentenceReader(GraphComponent, IntentClassifier, EntityExtractorMixin):
    """Reads intents and entities by one encoder (``network.py``); needs no other component."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What ``config.yml`` may set: the fields of ``Settings``."""
        defaults = Settings()
        return {field.name: getattr(defaults, field.name) for field in fields(Settings)}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        network: Network | None = None,
    ) -> None:
        names = {field.name for field in fields(Settings)}
        self._settings = Settings(**{name: config[name] for name in names})
        self._storage, self._resource, self._network = model_storage, resource, network

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceReader:
        """A reader that is to be trained."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on all sentences and stores what was learned."""
        examples = [_example(message) for message in training_data.intent_examples]
        self._network = Network(
            sorted({example.intent for example in examples}),
            sorted({span.name for example in examples for span in example.spans}),
            sorted({f"{s.name}:{s.code}" for example in examples for s in example.spans if s.code}),
            self._settings,
        )
        self._network.train(examples, _Progress())
        with self._storage.write_to(self._resource) as folder:
            network = self._network
            about = {"intents": network.intents, "names": network.names, "codes": network.codes}
            (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
            np.savez(folder / "learned.npz", *self._network.arrays())
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceReader:
        """A trained reader, ready to answer: the first sentence waits for nothing."""
        reader = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
            network = Network(**about, settings=reader._settings)
            with np.load(folder / "learned.npz") as learned:
                network.restore([learned[name] for name in learned.files])
        network.read(["你好"])
        reader._network = network
        return reader

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, ranking and entities of the messages."""
        if self._network is None or not messages:
            return messages
        texts = [message.get(TEXT) or "" for message in messages]
        for message, text, reading in zip(messages, texts, self._network.read(texts), strict=True):
            ranking = [
                {"name": name, "confidence": sure} for name, sure in reading.intents[:_RANKED]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            entities = message.get(ENTITIES, []) + self.add_extractor_name(_entities(text, reading))
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _example(message: Message) -> Example:
    spans = []
    for entity in message.get(ENTITIES, []):
        name = _MERGED.get(entity["entity"], entity["entity"])
        code = entity["value"] if name in _CODED else ""
        spans.append(Span(entity["start"], entity["end"], name, code))
    return Example(message.get(TEXT), message.get(INTENT), tuple(spans))


def _entities(text: str, reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "entity": span.name,
            "start": span.start,
            "end": span.end,
            "value": span.code or text[span.start : span.end],
            "confidence_entity": span.confidence,
        }
        for span in reading.spans
    ]


class _Progress(Watch):
    """Says how far a training is, on standard error, every few seconds."""

    _EVERY = 10.0

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._said = 0.0

    def prepared(self, done: int, of: int) -> None:
        """So many sentences went through the layers that stay as they are."""
        self._say(f"reading sentences {done}/{of}", last=done == of)

    def step(self, done: int, of: int, loss: float) -> None:
        """So many batches were learned from."""
        self._say(f"learning {done}/{of}, loss {loss:.2f}", last=done == of)

    def _say(self, text: str, *, last: bool) -> None:
        now = time.monotonic()
        if last or now - self._said >= self._EVERY:
            self._said = now
            print(f"  {now - self._began:4.0f} s  {text}", file=sys.stderr, flush=True)
