"""The page behind an invitation's link: which team it is, and the way into the chat of each app."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import segno
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.attachments import Door
from bot.payloads import TEAM_PAGE, PayloadKind, Payloads
from bot.texts import Texts, texts_for
from bot.web.pages import language_of, link, page, paragraph
from domain.clock import Clock
from domain.codes.model import CodePurpose
from domain.errors import Refused
from domain.teams.invitations import TeamInvitation, invited_by
from domain.volunteers.model import Platform
from storage.database import Database, StoreUnavailable

_KEPT = timedelta(days=1)
_MOST_KEPT = 1_000


class Invitations:
    """Answers who opens an invitation's link."""

    def __init__(
        self, database: Database, payloads: Payloads, clock: Clock, doors: Mapping[Platform, Door]
    ) -> None:
        self._database = database
        self._payloads = payloads
        self._clock = clock
        self._doors = doors
        self._addresses: dict[tuple[Platform, str], tuple[datetime, str]] = {}
        """A platform is not asked for the same address by everyone who looks."""

    def routes(self) -> list[Route]:
        """Where the links lead."""
        return [Route(f"{TEAM_PAGE}/{{payload}}", self._show, methods=["GET"])]

    async def _show(self, request: Request) -> Response:
        payload = request.path_params["payload"]
        language = language_of(request.headers.get("accept-language", ""))
        texts = texts_for(language)
        try:
            invitation = await self._invitation(payload)
        except StoreUnavailable:
            return PlainTextResponse("", status_code=503)
        title = texts("join-page-title")
        if invitation is None:
            return page(title, [paragraph(texts("join-page-over"))], language, 404)
        node = invitation.node
        head = "join-page-verified" if node.verified else "join-page"
        lines = [paragraph(texts(head, name=node.name))]
        if address := await self._address(Platform.TELEGRAM, payload):
            lines.append(link(address, texts("join-page-telegram")))
        if Platform.WECHAT in self._doors:
            lines += self._wechat(texts, await self._address(Platform.WECHAT, payload))
        lines.append(paragraph(texts("join-page-code", code=invitation.text)))
        return page(title, lines, language)

    async def _invitation(self, payload: str) -> TeamInvitation | None:
        """What a payload invites to; None where it is not ours, withdrawn or too old."""
        read = self._payloads.read(payload)
        if read is None or read.kind is not PayloadKind.TEAM:
            return None
        async with self._database.read() as unit:
            code = await unit.codes.find(CodePurpose.TEAM, read.value)
            if code is None:
                return None
            try:
                return await invited_by(unit, code.id, now=self._clock.now())
            except Refused:
                return None

    async def _address(self, platform: Platform, payload: str) -> str | None:
        now, key = self._clock.now(), (platform, payload)
        kept = self._addresses.get(key)
        if kept is not None and now < kept[0] + _KEPT:
            return kept[1]
        door = self._doors.get(platform)
        address = await door.address(payload) if door is not None else None
        if address is not None:
            if len(self._addresses) >= _MOST_KEPT:
                self._addresses.clear()
            self._addresses[key] = (now, address)
        return address

    @staticmethod
    def _wechat(texts: Texts, address: str | None) -> list[str]:
        """A code to hold one's finger on in WeChat; without one the typed code will do."""
        if address is None:
            return []
        code = segno.make_qr(address, error="m").svg_inline(scale=8, border=4)
        return [paragraph(texts("join-page-wechat")), code]
