"""The platform's API, as far as we use it: small, asynchronous, with time-outs."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256

import httpx

from bot.attachments import File
from bot.messages import Push, PushOutcome
from bot.wechat.codes import BACK_OFF_SECONDS, SENT_BEFORE, Meaning, meaning_of, push_for
from bot.wechat.encode import Menu
from bot.wechat.ports import TokenStore
from bot.wechat.templates import Data, Template, template_of
from storage.redis import RedisAway

TIMEOUT = httpx.Timeout(10.0, connect=5.0)

_TOKEN_KEY = "wechat:token"
_SOONER = 300.0
"""Seconds before its end at which a token is no longer used."""

_MEDIA_SECONDS = 2.5 * 24 * 3600
"""How long an upload is used again: the platform keeps it for three days."""

_Query = dict[str, str]


class ApiError(Exception):
    """The platform did not do it.

    Attributes:
        code: the platform's ``errcode``, None where it could not be asked.
        arrived: whether the request may have had its effect all the same.
    """

    def __init__(self, code: int | None, why: str, *, arrived: bool = False) -> None:
        super().__init__(f"{why}: {code}" if code is not None else why)
        self.code = code
        self.why = why
        self.arrived = arrived

    def push(self, now: datetime) -> Push:
        """What became of the message that ended so."""
        if self.code is not None:
            return push_for(self.code, now)
        if self.arrived:
            return Push(PushOutcome.UNKNOWN, detail=self.why)
        return Push(PushOutcome.LATER, BACK_OFF_SECONDS, self.why)


class WechatClient:
    """Calls the API of one account. Several processes share its access token."""

    def __init__(
        self, http: httpx.AsyncClient, app_id: str, app_secret: str, tokens: TokenStore
    ) -> None:
        """Args: http: with the platform's address as base and ``TIMEOUT``."""
        self._http = http
        self._app_id = app_id
        self._app_secret = app_secret
        self._tokens = tokens
        self._token_key = f"{_TOKEN_KEY}:{app_id}"

    async def send_text(self, openid: str, text: str) -> None:
        """Sends a customer-service text. Raises: ApiError."""
        message = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        await self._call("message/custom/send", message)

    async def send_menu(self, openid: str, menu: Menu) -> None:
        """Sends a customer-service message with lines to tap. Raises: ApiError."""
        content = {
            "head_content": menu.head,
            "list": [{"id": id, "content": words} for id, words in menu.entries],
            "tail_content": menu.tail,
        }
        message = {"touser": openid, "msgtype": "msgmenu", "msgmenu": content}
        await self._call("message/custom/send", message)

    async def send_image(self, openid: str, media_id: str) -> None:
        """Sends an uploaded picture as a customer-service message. Raises: ApiError."""
        message = {"touser": openid, "msgtype": "image", "image": {"media_id": media_id}}
        await self._call("message/custom/send", message)

    async def send_to_many(self, openids: Sequence[str], text: str, name: str) -> None:
        """Sends a text to 2 to 10,000 people; the same name again within a day sends nothing.

        Raises:
            ApiError: it was not sent, or nobody knows: then it may be repeated.
        """
        order = {
            "touser": list(openids),
            "msgtype": "text",
            "text": {"content": text},
            "clientmsgid": name,
        }
        try:
            await self._call("message/mass/send", order)
        except ApiError as error:
            if error.code != SENT_BEFORE:
                raise

    async def upload_image(self, file: File) -> str:
        """Uploads a picture, unless it was lately. Returns: its media id. Raises: ApiError."""
        digest = sha256(file.data).hexdigest()
        if known := await self.known_image(digest):
            return known
        answer = await self._call(
            "media/upload",
            query={"type": "image"},
            files={"media": (file.name, file.data, file.mime)},
        )
        media_id = _text(answer, "media_id")
        with suppress(RedisAway):
            await self._tokens.put(self._media_key(digest), media_id, _MEDIA_SECONDS)
        return media_id

    async def known_image(self, digest: str) -> str | None:
        """The media id of a picture that was uploaded lately, by the SHA-256 of its bytes."""
        with suppress(RedisAway):
            return await self._tokens.get(self._media_key(digest))
        return None

    async def forget_image(self, digest: str, media_id: str) -> None:
        """The platform does not know a picture by this id any more."""
        with suppress(RedisAway):
            await self._tokens.drop(self._media_key(digest), media_id)

    def _media_key(self, digest: str) -> str:
        return f"wechat:media:{self._app_id}:{digest}"

    async def scene_url(self, scene: str, seconds: int) -> str:
        """The address that a QR code with a scene holds, for at most 30 days. Raises: ApiError."""
        order = {
            "expire_seconds": seconds,
            "action_name": "QR_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        return _text(await self._call("qrcode/create", order), "url")

    async def templates(self) -> Sequence[Template]:
        """The account's templates for template messages. Raises: ApiError."""
        answer = await self._call("template/get_all_private_template", method="GET")
        return _templates(answer.get("template_list"), "template_id")

    async def subscriptions(self) -> Sequence[Template]:
        """The account's templates for subscription notifications. Raises: ApiError."""
        answer = await self._call("/wxaapi/newtmpl/gettemplate", method="GET")
        return _templates(answer.get("data"), "priTmplId")

    async def send_template(self, openid: str, template_id: str, data: Data) -> None:
        """Sends a template message. Raises: ApiError."""
        await self._call("message/template/send", _notice(openid, template_id, data))

    async def send_subscribed(self, openid: str, template_id: str, data: Data) -> None:
        """Sends a subscription notification. Raises: ApiError."""
        await self._call("message/subscribe/bizsend", _notice(openid, template_id, data))

    async def create_menu(self, menu: Mapping[str, object]) -> None:
        """Puts the bottom menu up, for everybody. Raises: ApiError."""
        await self._call("menu/create", menu)

    async def _call(
        self,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        query: _Query | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        method: str = "POST",
    ) -> Mapping[str, object]:
        token = await self._token()
        try:
            asked = {**(query or {}), "access_token": token}
            return await self._once(path, body, asked, files, method)
        except ApiError as error:
            if error.code is None or meaning_of(error.code) is not Meaning.TOKEN:
                raise
        token = await self._token(instead_of=token)
        asked = {**(query or {}), "access_token": token}
        return await self._once(path, body, asked, files, method)

    async def _token(self, instead_of: str | None = None) -> str:
        try:
            if instead_of is not None:
                # Another process may have a newer one: only the one that failed is dropped.
                await self._tokens.drop(self._token_key, instead_of)
            if token := await self._tokens.get(self._token_key):
                return token
            async with self._tokens.lock(self._token_key):
                if token := await self._tokens.get(self._token_key):
                    return token
                token, seconds = await self._fresh_token()
                await self._tokens.put(self._token_key, token, seconds)
                return token
        except RedisAway:
            raise ApiError(None, "token store away") from None

    async def _fresh_token(self) -> tuple[str, float]:
        order = {
            "grant_type": "client_credential",
            "appid": self._app_id,
            "secret": self._app_secret,
        }
        try:
            answer = await self._once("stable_token", order, {}, None)
        except ApiError as error:
            # Whatever was to be sent has not been: asking for a token has no other effect.
            raise ApiError(error.code, f"token: {error.why}") from None
        lifetime = answer.get("expires_in")
        seconds = float(lifetime) if isinstance(lifetime, int) else 2 * _SOONER
        return _text(answer, "access_token"), max(seconds - _SOONER, 1.0)

    async def _once(
        self,
        path: str,
        body: Mapping[str, object] | None,
        query: _Query,
        files: Mapping[str, tuple[str, bytes, str]] | None,
        method: str = "POST",
    ) -> Mapping[str, object]:
        # The platform shows \u escapes to people as they are, so the JSON is written as UTF-8.
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = None if body is None else {"content-type": "application/json"}
        try:
            response = await self._http.request(
                method,
                path if path.startswith("/") else f"/cgi-bin/{path}",
                params=query,
                content=content,
                headers=headers,
                files=files,
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise ApiError(None, type(error).__name__) from None
        except httpx.HTTPError as error:
            raise ApiError(None, type(error).__name__, arrived=True) from None
        if response.status_code != httpx.codes.OK:
            raise ApiError(None, f"HTTP {response.status_code}", arrived=True)
        try:
            answer = response.json()
        except ValueError:
            raise ApiError(None, "no JSON", arrived=True) from None
        if not isinstance(answer, dict):
            raise ApiError(None, "no JSON object", arrived=True)
        code = answer.get("errcode", 0)
        if code != 0:
            raise ApiError(code if isinstance(code, int) else None, path, arrived=True)
        return answer


def _text(answer: Mapping[str, object], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise ApiError(None, f"no {name}")
    return value


def _templates(listed: object, id_name: str) -> Sequence[Template]:
    """What of a list can be read."""
    found = []
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict):
            id, title, content = (one.get(name) for name in (id_name, "title", "content"))
            if isinstance(id, str) and isinstance(title, str) and isinstance(content, str):
                found.append(template_of(id, title, content))
    return found


def _notice(openid: str, template_id: str, data: Data) -> Mapping[str, object]:
    filled = {key: {"value": value} for key, value in data.items()}
    return {"touser": openid, "template_id": template_id, "data": filled}
