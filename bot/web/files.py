"""Documents about a person: made when they are handed over, and behind a signed link that ends."""

import base64
import json
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.attachments import File
from bot.messages import Attachment, AttachmentKind
from domain.clock import Clock
from domain.volunteers.my_data import my_data
from storage.database import Database, StoreUnavailable
from storage.secrets import Keyring

_LINK_LIFE = timedelta(minutes=30)
_PURPOSE = "file"
_MAC_BYTES = 15


class PersonalFiles:
    """Makes exports; gives and honours links to them."""

    def __init__(self, database: Database, keyring: Keyring, public_url: str, clock: Clock) -> None:
        self._database = database
        self._keyring = keyring
        self._public_url = public_url
        self._clock = clock

    async def export(self, ref: str) -> File:
        """All that is stored about the volunteer ``ref``, as JSON."""
        async with self._database.read() as unit:
            data = await my_data(unit, ref)
        text = json.dumps(data, ensure_ascii=False, indent=2)
        return File("zhiyuan-my-data.json", "application/json", text.encode())

    def link(self, attachment: Attachment) -> str | None:
        """An address that gives the document for half an hour; None: it has none."""
        if attachment.kind is not AttachmentKind.EXPORT:
            return None
        until = int((self._clock.now() + _LINK_LIFE).timestamp())
        said = f"{attachment.ref}.{until}"
        return f"{self._public_url}/files/{said}.{self._mac(said)}"

    def routes(self) -> list[Route]:
        """Where the links lead."""
        return [Route("/files/{token}", self._serve, methods=["GET"])]

    async def _serve(self, request: Request) -> Response:
        ref = self._read(request.path_params["token"])
        if ref is None:
            return PlainTextResponse("This link has ended. 此链接已失效。", status_code=404)
        try:
            file = await self.export(ref)
        except StoreUnavailable:
            return PlainTextResponse("", status_code=503)
        return Response(
            file.data,
            media_type=file.mime,
            headers={
                "Content-Disposition": f'attachment; filename="{file.name}"',
                "Cache-Control": "no-store",
                "Referrer-Policy": "no-referrer",
            },
        )

    def _read(self, token: str) -> str | None:
        said, _, mac = token.rpartition(".")
        ref, _, until = said.partition(".")
        try:
            signature = base64.urlsafe_b64decode(mac)
            ends = datetime.fromtimestamp(int(until), UTC)
        except (ValueError, OverflowError):
            return None
        if len(signature) != _MAC_BYTES:
            return None
        if not self._keyring.verify(_PURPOSE, said.encode(), signature):
            return None
        return ref if self._clock.now() < ends else None

    def _mac(self, said: str) -> str:
        signature = self._keyring.sign(_PURPOSE, said.encode())[:_MAC_BYTES]
        return base64.urlsafe_b64encode(signature).decode()
