"""The client of a Rasa server, against one that lies, dawdles and falls, over real HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from prometheus_client import REGISTRY
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from nlu.listening import Listener
from nlu.marks import Mark
from nlu.parse import Parse
from nlu.rasa import RasaAway, RasaClient
from nlu.understanding import Alternative, Intent, Source
from tests.support.rasa import FakeRasa, dripping, endless, json_answer, parse_answer
from tests.support.web import serving

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
DEADLINE = 0.25
#: What a busy machine may take on top; without a deadline nothing here would end.
SLACK = 5.0


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture
async def client(rasa: FakeRasa) -> AsyncIterator[RasaClient]:
    """Has seen the server answer."""
    async with serving(rasa.app) as url, asking(url) as client:
        yield client


@asynccontextmanager
async def asking(url: str) -> AsyncIterator[RasaClient]:
    client = RasaClient(url, deadline=DEADLINE, pause=0.02)
    client.start()
    try:
        async with asyncio.timeout(10):
            await client.until_asked()
        yield client
    finally:
        await client.close()


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


# ---------------------------------------------------------------- answers


async def test_a_good_answer_is_read(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.entities = [
        {"entity": "date", "start": 0, "end": 2, "value": "周六", "confidence_entity": 0.8},
        {"entity": "category", "start": 2, "end": 4, "value": "environment"},
    ]
    assert await client.parse("周六环保活动") == Parse(
        (
            Alternative(Intent.SIGN_UP, 0.9),
            Alternative(Intent.HELP, 0.05),
            Alternative(Intent.GREET, 0.03),
        ),
        (Mark("date", 0, 2, None, 0.8), Mark("category", 2, 4, "environment", 1.0)),
    )


async def test_what_is_not_known_is_left_out(rasa: FakeRasa, client: RasaClient) -> None:
    good = {"entity": "date", "start": 0, "end": 2, "value": "周六"}
    rasa.answer = json_answer(
        parse_answer(
            "周六去",
            ("nlu_fallback", 0.6),
            ("sign_up", 1.0000002),
            ("dance", 0.1),
            entities=[
                good,
                good | {"entity": "colour"},
                good | {"end": 4},
                good | {"start": -1},
                good | {"start": 2},
                good | {"start": "0"},
                good | {"confidence_entity": float("1e999")} | {"confidence_entity": "sure"},
                {"entity": "date"},
            ],
        )
    )
    parse = await client.parse("周六去")
    assert parse == Parse((Alternative(Intent.SIGN_UP, 1.0),), (Mark("date", 0, 2),))


async def test_no_known_meaning_is_no_fault_of_the_server(
    rasa: FakeRasa, client: RasaClient
) -> None:
    rasa.answer = json_answer(parse_answer("?"))
    for _ in range(10):
        assert await client.parse("?") == Parse(())
    assert client.asks


@pytest.mark.parametrize(
    ("sent", "arrives"),
    [
        ("/deny@1.0", " deny@1.0"),
        (" / /greet", "    greet"),
        ("a/b", "a/b"),
        ("半\ud800个", "半\ufffd个"),
        ('"\\\x00', '"\\\x00'),
    ],
)
async def test_nobody_names_an_intent_to_the_server(
    rasa: FakeRasa, client: RasaClient, sent: str, arrives: str
) -> None:
    assert await client.parse(sent) is not None
    assert rasa.asked == [arrives]


GOOD = parse_answer("x", ("sign_up", 0.9))
RANKED = {"name": "sign_up", "confidence": 0.9}
LIES: dict[str, Response] = {
    "status 500": PlainTextResponse("oh no", 500),
    "no model": Response('{"status": "failure"}', 409),
    "elsewhere": RedirectResponse("/status"),
    "html": HTMLResponse("<html>It works!</html>"),
    "nothing": Response(b""),
    "half": Response(b'{"intent": {"name": "sign_up"'),
    "no text": Response(b"\xff\xfe\x00"),
    "deep": Response(b"[" * 100_000),
    "a list": json_answer([GOOD]),
    "empty": json_answer({}),
    "ranking of words": json_answer(GOOD | {"intent_ranking": ["sign_up"]}),
    "ranking is a word": json_answer(GOOD | {"intent_ranking": "sign_up"}),
    "name is a number": json_answer(GOOD | {"intent": {"name": 1, "confidence": 0.9}}),
    "sure as a word": json_answer(GOOD | {"intent_ranking": [RANKED | {"confidence": "0.9"}]}),
    "sure as true": json_answer(GOOD | {"intent_ranking": [RANKED | {"confidence": True}]}),
    "NaN": json_answer(GOOD | {"intent_ranking": [RANKED | {"confidence": float("nan")}]}),
    "infinite": Response(b'{"intent": {"name": "help", "confidence": 1e999}, '
                         b'"intent_ranking": [], "entities": []}'),
    "too sure": json_answer(GOOD | {"intent_ranking": [RANKED | {"confidence": 7}]}),
    "less than nothing": json_answer(GOOD | {"intent_ranking": [RANKED | {"confidence": -1}]}),
    "entities in a word": json_answer(GOOD | {"entities": "none"}),
    "huge": json_answer(GOOD | {"more": "x" * 300_000}),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
async def test_a_lie_is_no_parse(rasa: FakeRasa, client: RasaClient, lie: str) -> None:
    rasa.answer = LIES[lie]
    assert await client.parse("我想报名") is None
    rasa.answer = None
    assert await client.parse("我想报名") is not None


@pytest.mark.parametrize("body", [endless, dripping])
async def test_a_body_without_end_ends(rasa: FakeRasa, client: RasaClient, body: object) -> None:
    assert callable(body)
    rasa.answer = body()
    began = perf_counter()
    assert await client.parse("我想报名") is None
    assert perf_counter() - began < DEADLINE + SLACK


async def test_a_compressed_bomb_is_not_unpacked(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.answer = Response(b"\x1f\x8b" + b"x" * 1000, headers={"Content-Encoding": "gzip"})
    assert await client.parse("我想报名") is None


# ---------------------------------------------------------------- time


async def test_the_deadline_holds_for_a_frozen_server(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.freeze()
    began = perf_counter()
    assert await client.parse("我想报名") is None
    assert DEADLINE <= perf_counter() - began < DEADLINE + SLACK


async def test_the_deadline_holds_while_connecting() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        # The queue of connections is full: the next one hangs.
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        client = RasaClient(f"http://127.0.0.1:{port}", deadline=DEADLINE)
        began = perf_counter()
        with pytest.raises(RasaAway):
            await client._ask("我想报名", DEADLINE)
        assert perf_counter() - began < DEADLINE + SLACK
        await client.close()
        for one in waiting:
            one.close()


async def test_a_crowd_waits_no_longer_than_one(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.seconds = DEADLINE / 2
    began = perf_counter()
    parses = await asyncio.gather(*(client.parse(f"我想报名{n}") for n in range(60)))
    assert perf_counter() - began < DEADLINE + SLACK
    assert any(parses) and not all(parses)
    assert len(rasa.asked) < 30, "a server in trouble got them all"


async def test_connections_are_kept(rasa: FakeRasa) -> None:
    connections: set[object] = set()

    async def counted(scope: Scope, receive: Receive, send: Send) -> None:
        connections.add(scope["client"])
        await rasa.app(scope, receive, send)

    async with serving(counted) as url, asking(url) as client:
        for _ in range(20):
            assert await client.parse("我想报名")
    assert len(connections) <= 2


# ---------------------------------------------------------------- the breaker


async def test_after_failures_in_a_row_it_answers_at_once_and_heals_by_itself(
    rasa: FakeRasa, client: RasaClient
) -> None:
    rasa.freeze()
    for _ in range(3):
        assert client.asks
        assert await client.parse("我想报名") is None
    assert not client.asks
    asked, began = len(rasa.asked), perf_counter()
    for _ in range(100):
        assert await client.parse("我想报名") is None
    assert perf_counter() - began < SLACK, "somebody waited for a server that is away"
    assert len(rasa.asked) == asked
    assert figure("zhiyuan_rasa_breaker", zhiyuan_rasa_breaker="closed") == 0

    rasa.well_again()
    async with asyncio.timeout(10):
        await client.until_asked()
    assert len(rasa.asked) == asked, "a person's sentence was the probe"
    assert await client.parse("我想报名") is not None
    assert figure("zhiyuan_rasa_breaker", zhiyuan_rasa_breaker="closed") == 1


async def test_one_probe_at_a_time(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.freeze()
    await asyncio.gather(*(client.parse(f"我想报名{n}") for n in range(8)))
    probes = rasa.probes
    await asyncio.sleep(DEADLINE / 2)
    assert rasa.probes <= probes + 1


async def test_failures_between_answers_do_not_add_up(rasa: FakeRasa, client: RasaClient) -> None:
    for _ in range(5):
        rasa.answer = PlainTextResponse("oh no", 500)
        await client.parse("我想报名")
        await client.parse("我想报名")
        rasa.answer = None
        assert await client.parse("我想报名") is not None
    assert client.asks


async def test_it_moves_to_another_address(rasa: FakeRasa, client: RasaClient) -> None:
    other = FakeRasa()
    other.intent = "help"
    async with serving(other.app) as url:
        client.point_to(None)
        assert await client.parse("我想报名") is None and not await client.alive()
        client.point_to(f"{url}?token=x")
        async with asyncio.timeout(10):
            await client.until_asked()
        parse = await client.parse("我想报名")
        assert parse is not None and parse.ranking[0].intent is Intent.HELP
        assert await client.alive()


async def test_the_figures_tell(rasa: FakeRasa, client: RasaClient) -> None:
    def outcome(name: str) -> float:
        return figure("zhiyuan_rasa_parses_total", outcome=name)

    before = {name: outcome(name) for name in ("answered", "status", "late", "not-asked")}
    seconds = figure("zhiyuan_rasa_seconds_count")
    await client.parse("我想报名")
    rasa.answer = PlainTextResponse("oh no", 500)
    await client.parse("我想报名")
    rasa.freeze()
    for _ in range(3):
        await client.parse("我想报名")
    counted = {name: outcome(name) - before[name] for name in before}
    assert counted == {"answered": 1, "status": 1, "late": 2, "not-asked": 1}
    assert figure("zhiyuan_rasa_seconds_count") - seconds == 4


# ---------------------------------------------------------------- who understands


class Counting:
    """A model that counts; implements ``Parses``."""

    def __init__(self, parse: Parse | None) -> None:
        self.asked: list[str] = []
        self._parse = parse

    async def parse(self, text: str) -> Parse | None:
        """See ``Parses``."""
        self.asked.append(text)
        return self._parse


SIGN_UP = Parse(
    tuple(
        Alternative(intent, sure)
        for intent, sure in (
            (Intent.SIGN_UP, 0.6),
            (Intent.BROWSE_OFFERINGS, 0.2),
            (Intent.HELP, 0.1),
            (Intent.GREET, 0.05),
            (Intent.THANKS, 0.01),
        )
    ),
    (),
)


@pytest.mark.parametrize(
    "text",
    ["/hours", "时长", "Menu!", "签到 123456", "/start abc", "3", "３", "十一", "①", "好的", "yes",
     "不要", "no", "取消", "/link 123456", "", "  ", "\n", "😀", "👍👍", "……", "❤️!"],
)  # fmt: skip
async def test_what_needs_no_model_never_asks_one(text: str) -> None:
    model = Counting(SIGN_UP)
    understood = await Listener(ZONE, model).understand(text, NOW)
    assert model.asked == []
    assert understood.source is not Source.RASA


async def test_a_sentence_is_understood_by_the_model() -> None:
    model = Counting(SIGN_UP)
    understood = await Listener(ZONE, model).understand("周六那个我去", NOW)
    assert model.asked == ["周六那个我去"]
    assert (understood.intent, understood.confidence) == (Intent.SIGN_UP, 0.6)
    assert understood.source is Source.RASA
    assert [other.intent for other in understood.alternatives] == [
        Intent.BROWSE_OFFERINGS,
        Intent.HELP,
        Intent.GREET,
    ]


@pytest.mark.parametrize("model", [None, Counting(None), Counting(Parse(()))])
async def test_without_the_model_the_matcher_answers(model: Counting | None) -> None:
    understood = await Listener(ZONE, model).understand("我想报名参加周六的活动", NOW)
    assert (understood.intent, understood.source) == (Intent.SIGN_UP, Source.FALLBACK)


async def test_of_a_long_text_the_model_sees_the_beginning() -> None:
    model = Counting(SIGN_UP)
    text = "我想报名" * 500
    understood = await Listener(ZONE, model).understand(text, NOW)
    assert model.asked == [text[:400]]
    assert understood.text == text


async def test_who_understood_is_counted() -> None:
    def counted() -> list[float]:
        return [figure("zhiyuan_understood_total", source=source) for source in Source]

    before = counted()
    listener = Listener(ZONE, Counting(SIGN_UP))
    for text in ("时长", "周六那个我去", "😀"):
        await listener.understand(text, NOW)
    assert [now - then for now, then in zip(counted(), before, strict=True)] == [1, 1, 1]


async def test_a_pipeline_without_ranking_and_entities(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.answer = json_answer({"intent": RANKED})
    parse = await client.parse("报名")
    assert parse is not None
    assert [one.intent for one in parse.ranking] == [Intent.SIGN_UP]
    assert parse.marks == ()
