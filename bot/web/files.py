"""Documents about a person: made when they are handed over, and behind a signed link that ends."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.attachments import Door, File, qr_png
from bot.documents.cards import Cards
from bot.documents.chart import Charts
from bot.documents.reports import Reports
from bot.messages import Attachment, AttachmentKind
from domain.clock import Clock
from domain.volunteers.model import Language, Platform
from domain.volunteers.my_data import my_data
from storage.database import Database, StoreUnavailable
from storage.secrets import Keyring

_LINK_LIFE = timedelta(minutes=30)
#: What is about no single person, and may be read days after it was sent.
_LINK_LIVES = {AttachmentKind.PICTURE: timedelta(days=7)}
_PURPOSE = "file"
_MAC_BYTES = 15


class PersonalFiles:
    """Makes exports; gives and honours links to them."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        cards: Cards,
        charts: Charts,
        reports: Reports,
        public_url: str,
        clock: Clock,
        doors: Mapping[Platform, Door],
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._cards = cards
        self._charts = charts
        self._reports = reports
        self._public_url = public_url
        self._clock = clock
        self._doors = doors

    async def make(self, attachment: Attachment) -> File | None:
        """See ``Attachments``."""
        match attachment.kind:
            case AttachmentKind.EXPORT:
                return await self._export(attachment.ref)
            case AttachmentKind.CARD:
                language, _, volunteer_id = attachment.ref.partition("~")
                return await self._cards.picture(volunteer_id, Language(language))
            case AttachmentKind.CHART:
                language, _, volunteer_id = attachment.ref.partition("~")
                return await self._charts.picture(volunteer_id, Language(language))
            case AttachmentKind.REPORT:
                return await self._reports.picture(attachment.ref)
            case AttachmentKind.WORKBOOK:
                return await self._reports.workbook(attachment.ref)
            case AttachmentKind.DOOR:
                return await self._door(attachment.ref)
            case AttachmentKind.PICTURE:
                return await self._picture(attachment.ref)
            case AttachmentKind.QR:
                return None

    async def _picture(self, ref: str) -> File | None:
        async with self._database.read() as unit:
            data = await unit.pictures.data(ref)
        return File("picture.jpg", "image/jpeg", data) if data is not None else None

    async def _export(self, ref: str) -> File:
        """All that is stored about the volunteer ``ref``, as JSON."""
        async with self._database.read() as unit:
            data = await my_data(unit, ref)
        text = json.dumps(data, ensure_ascii=False, indent=2)
        return File("zhiyuan-my-data.json", "application/json", text.encode())

    async def _door(self, ref: str) -> File | None:
        platform, _, payload = ref.partition("~")
        door = self._doors.get(Platform(platform))
        address = await door.address(payload) if door is not None else None
        return File("qr.png", "image/png", qr_png(address)) if address else None

    def link(self, attachment: Attachment) -> str | None:
        """An address that gives the document for half an hour at least, a picture of a broadcast
        for a week; None: it has none.

        The same for a while, as a message that is brought again has the same answer.
        """
        if attachment.kind is AttachmentKind.QR:
            return None
        life = int(_LINK_LIVES.get(attachment.kind, _LINK_LIFE).total_seconds())
        until = (int(self._clock.now().timestamp()) // life + 2) * life
        said = f"{attachment.kind}.{attachment.ref}.{until}"
        return f"{self._public_url}/files/{said}.{self._mac(said)}"

    def routes(self) -> list[Route]:
        """Where the links lead."""
        return [Route("/files/{token}", self._serve, methods=["GET"])]

    async def _serve(self, request: Request) -> Response:
        attachment = self._read(request.path_params["token"])
        if attachment is None:
            return _ended()
        try:
            file = await self.make(attachment)
        except StoreUnavailable:
            return PlainTextResponse("", status_code=503)
        if file is None:
            return _ended()
        shown = "inline" if file.mime.startswith("image/") else "attachment"
        return Response(
            file.data,
            media_type=file.mime,
            headers={
                "Content-Disposition": f'{shown}; filename="{file.name}"',
                "Cache-Control": "no-store",
                "Referrer-Policy": "no-referrer",
            },
        )

    def _read(self, token: str) -> Attachment | None:
        said, _, mac = token.rpartition(".")
        try:
            kind, ref, until = said.split(".")
            attachment = Attachment(AttachmentKind(kind), ref)
            signature = base64.urlsafe_b64decode(mac)
            ends = datetime.fromtimestamp(int(until), UTC)
        except (ValueError, OverflowError):
            return None
        if len(signature) != _MAC_BYTES:
            return None
        if not self._keyring.verify(_PURPOSE, said.encode(), signature):
            return None
        return attachment if self._clock.now() < ends else None

    def _mac(self, said: str) -> str:
        signature = self._keyring.sign(_PURPOSE, said.encode())[:_MAC_BYTES]
        return base64.urlsafe_b64encode(signature).decode()


def _ended() -> Response:
    return PlainTextResponse("This link has ended. 此链接已失效。", status_code=404)
