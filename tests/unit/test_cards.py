"""The volunteer's card: the picture, and what whoever scans it is told."""

from datetime import UTC, date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image

from bot.documents.card import Card, card_data
from bot.documents.typesetting import Typesetting
from domain.organizations.model import NodeKind, Organization
from domain.volunteers.model import Language, Volunteer, VolunteerState

ZONE = ZoneInfo("Asia/Shanghai")
ADDRESS = "https://example.org/card/v-06h00j3nw4mz4nfa-Zk3abcdefghijklm"


def card(name: str = "王秀莹") -> Card:
    person = Volunteer(
        id="06h00j3nw4mz4nfa",
        number="2026000043",
        state=VolunteerState.ACTIVE,
        name=name,
        birth_date=date(1955, 5, 1),
        phone="+8613900000001",
        registered_at=datetime(2026, 3, 4, 16, tzinfo=UTC),
    )
    organization = Organization(
        id="06h00j3nw4mz4nfb",
        kind=NodeKind.STATION,
        name="虎台街道志愿服务站",
        path="06h00j3nw4mz4nfb/",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        verified=True,
    )
    return Card(person, 7_710, organization)


def test_it_says_who_how_long_and_with_whom_and_nothing_more() -> None:
    data = card_data(card(), Language.ZH, ZONE, ADDRESS)
    said = str({name: value for name, value in data.items() if name != "qr"})
    for words in (
        "王秀莹",
        "2026000043",
        "128.5 小时",
        "2026年3月5日",
        "虎台街道志愿服务站（已认证）",
    ):
        assert words in said
    assert "1955" not in said and "139" not in said


@pytest.mark.parametrize("language", list(Language))
async def test_its_code_can_be_read_from_the_picture(language: Language) -> None:
    data = card_data(card(), language, ZONE, ADDRESS)
    picture = Image.open(BytesIO(await Typesetting().picture("card", data, language)))
    assert 900 < picture.width < 1300 and picture.height < 2 * picture.width
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == ADDRESS


async def test_markup_in_a_name_is_text() -> None:
    data = card_data(card("#panic() $x$ \\ [a]"), Language.EN, ZONE, ADDRESS)
    assert await Typesetting().picture("card", data, Language.EN)


async def test_the_same_card_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.documents import typesetting

    made = []

    def sets(*given: object) -> bytes:
        made.append(given)
        return b"png"

    monkeypatch.setattr(typesetting, "_set", sets)
    press, data = Typesetting(), card_data(card(), Language.ZH, ZONE, ADDRESS)
    for language in (Language.ZH, Language.ZH, Language.ZH_HANT):
        await press.picture("card", data, language)
    assert len(made) == 2
