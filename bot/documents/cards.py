"""Volunteers' cards: the picture, and the page behind its QR code."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.attachments import File
from bot.documents.card import Card, card_data, card_of
from bot.documents.typesetting import Typesetting
from bot.payloads import PayloadKind, Payloads
from bot.texts import texts_for
from domain.policy import Policy
from domain.volunteers.model import Language
from storage.database import Database, StoreUnavailable

_PAGE = """<!doctype html>
<html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<body style="font:1.4rem/1.6 sans-serif;margin:2rem auto;max-width:32rem;padding:0 1rem">
{paragraphs}"""


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
        english = request.headers.get("accept-language", "").lower().startswith("en")
        return _page(card, Language.EN if english else Language.ZH)


def _page(card: Card | None, language: Language) -> Response:
    texts = texts_for(language)
    if card is None:
        said, status = [texts("card-not-valid")], 404
    else:
        number = texts("card-number", number=card.person.number or "")
        said, status = [texts("card-valid"), number, _masked(card.person.name or "")], 200
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in said)
    page = _PAGE.format(lang=language, title=escape(texts("card-title")), paragraphs=paragraphs)
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return HTMLResponse(page, status, headers)


def _masked(name: str) -> str:
    """The first letter of a name: enough to compare with the card, not enough to learn it."""
    return name[:1] + "*" * (len(name) - 1)
