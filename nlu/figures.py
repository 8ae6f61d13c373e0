"""The figures of understanding, as ``/metrics`` shows them."""

from prometheus_client import Counter, Enum, Histogram

UNDERSTOOD = Counter("zhiyuan_understood", "Sentences understood, by who did it", ["source"])
PARSES = Counter("zhiyuan_rasa_parses", "Sentences for Rasa, by what became of them", ["outcome"])
SECONDS = Histogram(
    "zhiyuan_rasa_seconds",
    "Seconds that Rasa took for a sentence, failures too",
    buckets=(0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.4, 0.8, 1.6),
)
BREAKER = Enum(
    "zhiyuan_rasa_breaker",
    "Whether Rasa is asked: closed yes, open no, half-open by a probe only",
    states=["closed", "open", "half-open"],
)
