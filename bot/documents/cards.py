"""Volunteers' cards: the picture, and the page behind its QR code."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.attachments import File
from bot.documents.card import Card, card_data, card_of
from bot.documents.typesetting import Typesetting
from bot.payloads import PayloadKind, Payloads
from bot.texts import texts_for
from bot.web.pages import language_of, page, paragraph
from domain.policy import Policy
from domain.volunteers.model import Language
from storage.database import Database, StoreUnavailable


class Cards:
    """Makes cards, and answers whoever checks one."""

    def __init__(
        self,
        database: Database,
        payloads: Payloads,
        policy: Policy,
        public_url: str,
        typesetting: Typesetting,
    ) -> None:
        self._database = database
        self._payloads = payloads
        self._policy = policy
        self._public_url = public_url
        self._typesetting = typesetting

    async def picture(self, volunteer_id: str, language: Language) -> File | None:
        """A volunteer's card; None where they are none (any more)."""
        async with self._database.read() as unit:
            card = await card_of(unit, volunteer_id)
        if card is None:
            return None
        address = f"{self._public_url}/card/{self._payloads.write(PayloadKind.CARD, volunteer_id)}"
        data = card_data(card, language, self._policy.timezone, address)
        png = await self._typesetting.picture("card", data, language)
        return File("zhiyuan-card.png", "image/png", png)

    def routes(self) -> list[Route]:
        """Where the QR codes lead."""
        return [Route("/card/{payload}", self._check, methods=["GET"])]

    async def _check(self, request: Request) -> Response:
        """Says whether a card is valid: its number and the beginning of its name, no more."""
        read = self._payloads.read(request.path_params["payload"])
        card = None
        if read is not None and read.kind is PayloadKind.CARD:
            try:
                async with self._database.read() as unit:
                    card = await card_of(unit, read.value)
            except StoreUnavailable:
                return PlainTextResponse("", status_code=503)
        return _page(card, language_of(request.headers.get("accept-language", "")))


def _page(card: Card | None, language: Language) -> Response:
    texts = texts_for(language)
    if card is None:
        said, status = [texts("card-not-valid")], 404
    else:
        number = texts("card-number", number=card.person.number or "")
        said, status = [texts("card-valid"), number, _masked(card.person.name or "")], 200
    lines = [paragraph(words) for words in said]
    return page(texts("card-title"), lines, language, status)


def _masked(name: str) -> str:
    """The first letter of a name: enough to compare with the card, not enough to learn it."""
    return name[:1] + "*" * (len(name) - 1)
