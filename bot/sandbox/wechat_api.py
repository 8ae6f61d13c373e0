"""The platform's API for the account's server, with its tokens, quotas and error codes."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.faults import Fault, Faults, spoilt
from bot.sandbox.phones import MenuEntry
from bot.sandbox.wechat_chats import Chat, MessageKind
from bot.sandbox.wechat_limits import WechatLimits
from bot.sandbox.wechat_mass import MassSends
from bot.sandbox.wechat_platform import WechatPlatform
from bot.sandbox.wechat_templates import SandboxTemplate
from bot.sandbox.wechat_wire import TEXT_BYTES
from bot.settings import WechatProfile

_TOKEN_LIFE = timedelta(hours=2)
_IMAGE_BYTES = 10 * 1024 * 1024

Json = Mapping[str, object]
_Lines = tuple[tuple[str, str], ...]
_NO_LINES: _Lines = ()
_Work = Callable[[Request], Awaitable[Response]]

_VERIFIED = frozenset({WechatProfile.SERVICE, WechatProfile.SUBSCRIPTION})
_SERVICE = frozenset({WechatProfile.SERVICE})


class _Refusal(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class WechatApi:
    """The endpoints under ``/cgi-bin``.

    Attributes:
        calls: the paths called, in order.
        templates, subscriptions: of the account, for template messages and for notifications that
            a person allows one by one; none unless somebody puts them there.
    """

    def __init__(self, platform: WechatPlatform) -> None:
        self.calls: list[str] = []
        self.faults = Faults()
        self.limits = WechatLimits()
        self.templates: list[SandboxTemplate] = []
        self.subscriptions: list[SandboxTemplate] = []
        self._platform = platform
        self._numbers = count(1)
        self._tokens: dict[str, datetime] = {}
        self._stable: str | None = None
        self._menu: Json | None = None
        self._mass = MassSends()

    def app(self) -> Starlette:
        """The server, to be run beside the bot's or mounted into it."""
        everybody = frozenset(WechatProfile)
        endpoints: tuple[tuple[str, str, frozenset[WechatProfile], _Work], ...] = (
            ("POST", "message/custom/send", _VERIFIED, self._send),
            ("POST", "message/mass/send", _SERVICE, self._mass_send),
            ("POST", "message/template/send", _SERVICE, self._template),
            ("GET", "template/get_all_private_template", _SERVICE, self._list_templates),
            ("POST", "message/subscribe/bizsend", _VERIFIED, self._subscribed),
            ("POST", "menu/create", _VERIFIED, self._create_menu),
            ("GET", "menu/get", _VERIFIED, self._get_menu),
            ("GET", "menu/delete", _VERIFIED, self._delete_menu),
            ("POST", "qrcode/create", _SERVICE, self._create_qr),
            ("POST", "media/upload", _VERIFIED, self._upload),
            ("GET", "media/get", _VERIFIED, self._download),
            ("GET", "user/info", _VERIFIED, self._user),
            ("GET", "getcallbackip", everybody, self._ips),
        )
        routes = [
            Route(f"/cgi-bin/{path}", self._guarded(path, profiles, work), methods=[method])
            for method, path, profiles, work in endpoints
        ]
        return Starlette(
            routes=[
                Route("/cgi-bin/token", self._open("token", self._plain_token)),
                Route(
                    "/cgi-bin/stable_token",
                    self._open("stable_token", self._stable_token),
                    methods=["POST"],
                ),
                *routes,
                Route("/pictures/{media_id}", self._picture),
                Route(
                    "/wxaapi/newtmpl/gettemplate",
                    self._guarded("newtmpl/gettemplate", _VERIFIED, self._list_subscriptions),
                ),
            ]
        )

    def expire_tokens(self) -> None:
        """Makes every token invalid, as a token fetched elsewhere does."""
        self._tokens.clear()
        self._stable = None

    def fail(self, path: str, *codes: int) -> None:
        """The next calls of a path are answered with these error codes."""
        for code in codes:
            self.faults.add(Fault(call=path, code=code, words="told to fail"))

    # ---------------------------------------------------------------- the frame

    def _open(self, path: str, work: _Work) -> _Work:
        async def endpoint(request: Request) -> Response:
            self.calls.append(path)
            fault = self.faults.take(path, await _chat(request))
            return await spoilt(fault, partial(self._answer, path, work, request), _as_told)

        return endpoint

    async def _answer(self, path: str, work: _Work, request: Request) -> Response:
        try:
            if code := self.limits.spend(path, self._platform.clock.now()):
                raise _Refusal(code, "api limit reached")
            return await work(request)
        except _Refusal as refusal:
            if refusal.code in {45002, 47001}:
                self._platform.problems.append(f"{path}: {refusal}")
            return _refused(refusal.code, str(refusal))

    def _guarded(self, path: str, profiles: frozenset[WechatProfile], work: _Work) -> _Work:
        async def checked(request: Request) -> Response:
            self._check_token(request.query_params.get("access_token"))
            if self._platform.account.profile not in profiles:
                raise _Refusal(48001, "api unauthorized")
            return await work(request)

        return self._open(path, checked)

    def _check_token(self, token: str | None) -> None:
        if not token:
            raise _Refusal(41001, "access_token missing")
        ends = self._tokens.get(token)
        if ends is None:
            raise _Refusal(40001, "invalid credential, access_token is invalid or not latest")
        if ends <= self._platform.clock.now():
            raise _Refusal(42001, "access_token expired")

    # ---------------------------------------------------------------- tokens

    async def _plain_token(self, request: Request) -> Response:
        query = request.query_params
        self._check_secret(query.get("grant_type"), query.get("appid"), query.get("secret"))
        # The stable token is another one, untouched by this.
        for token in [token for token in self._tokens if token != self._stable]:
            del self._tokens[token]
        return self._token_answer(self._new_token())

    async def _stable_token(self, request: Request) -> Response:
        order = await _json(request)
        self._check_secret(order.get("grant_type"), order.get("appid"), order.get("secret"))
        now = self._platform.clock.now()
        current = self._stable
        ends = self._tokens.get(current) if current is not None else None
        if current is None or ends is None or ends <= now or order.get("force_refresh") is True:
            current = self._stable = self._new_token()
        return self._token_answer(current)

    def _check_secret(self, grant: object, app_id: object, secret: object) -> None:
        if grant != "client_credential":
            raise _Refusal(40002, "invalid grant_type")
        if app_id != self._platform.account.app_id:
            raise _Refusal(40013, "invalid appid")
        if secret != self._platform.account.app_secret:
            raise _Refusal(40125, "invalid appsecret")

    def _new_token(self) -> str:
        token = f"token-{next(self._numbers)}"
        self._tokens[token] = self._platform.clock.now() + _TOKEN_LIFE
        return token

    def _token_answer(self, token: str) -> Response:
        left = self._tokens[token] - self._platform.clock.now()
        return JSONResponse({"access_token": token, "expires_in": int(left.total_seconds())})

    # ---------------------------------------------------------------- messages

    async def _send(self, request: Request) -> Response:
        order = await _json(request)
        chat = self._platform.chats.known(_text(order, "touser"))
        if chat is None:
            raise _Refusal(40003, "invalid openid")
        kind = _text(order, "msgtype")
        part = order.get(kind)
        if not isinstance(part, dict):
            raise _Refusal(47001, f"{kind} missing")
        text, media_id, lines = "", None, _NO_LINES
        if kind == "text":
            text = _text(part, "content")
            if not text:
                raise _Refusal(44004, "empty content")
            if len(text.encode()) > TEXT_BYTES:
                raise _Refusal(45002, "content size out of limit")
        elif kind == "image":
            media_id = _text(part, "media_id")
            if not self._platform.media_usable(media_id):
                raise _Refusal(40007, "invalid media_id")
        elif kind == "msgmenu":
            if not self._platform.account.msgmenu:
                raise _Refusal(40200, "invalid account type")
            text, lines = _menu(part)
        else:
            raise _Refusal(40008, "invalid message type")
        if code := chat.spend(self._platform.clock.now()):
            raise _Refusal(code, "out of response limit")
        self._platform.show_push(chat, MessageKind(kind), text, media_id, lines)
        return _done()

    async def _mass_send(self, request: Request) -> Response:
        order, now = await _json(request), self._platform.clock.now()
        part, name = order.get("text"), str(order.get("clientmsgid", ""))
        if order.get("msgtype") != "text" or not isinstance(part, dict):
            raise _Refusal(40008, "invalid message type")
        text = _text(part, "content")
        if not 0 < len(text.encode()) <= TEXT_BYTES:
            raise _Refusal(45002, "content size out of limit")
        if (before := self._mass.before(name, now)) is not None:
            body = {"errcode": 45065, "errmsg": "clientmsgid exist", "msg_id": before}
            return JSONResponse(body)
        listed = order.get("touser")
        openids = [str(one) for one in listed] if isinstance(listed, list) else []
        if code := self._mass.check(openids, name):
            self._platform.problems.append(f"mass send: {code}")
            raise _Refusal(code, "invalid mass send")
        number = next(self._numbers)
        for openid in self._mass.send(openids, name, number, now):
            chat = self._platform.chats.known(openid)
            if chat is not None and chat.follows:
                self._platform.show_push(chat, MessageKind.TEXT, text, None)
        return _done(msg_id=number, msg_data_id=number)

    async def _list_templates(self, request: Request) -> Response:
        return JSONResponse(
            {"template_list": [one.listed("template_id") for one in self.templates]}
        )

    async def _list_subscriptions(self, request: Request) -> Response:
        listed = [one.listed("priTmplId") for one in self.subscriptions]
        return JSONResponse({"errcode": 0, "errmsg": "ok", "data": listed})

    async def _template(self, request: Request) -> Response:
        chat, template, said = await self._filled(request, self.templates)
        if not chat.follows:
            raise _Refusal(43004, "require subscribe")
        self._platform.show_push(chat, MessageKind.TEMPLATE, f"{template.title}\n{said}", None)
        return _done(msgid=next(self._numbers))

    async def _subscribed(self, request: Request) -> Response:
        chat, template, said = await self._filled(request, self.subscriptions)
        if not chat.spend_consent(template.id):
            raise _Refusal(43101, "user refuse to accept the msg")
        self._platform.show_push(chat, MessageKind.TEMPLATE, f"{template.title}\n{said}", None)
        return _done()

    async def _filled(
        self, request: Request, templates: Sequence[SandboxTemplate]
    ) -> tuple[Chat, SandboxTemplate, str]:
        order = await _json(request)
        chat = self._platform.chats.known(_text(order, "touser"))
        if chat is None:
            raise _Refusal(40003, "invalid openid")
        id = _text(order, "template_id")
        template = next((one for one in templates if one.id == id), None)
        if template is None:
            raise _Refusal(40037, "invalid template_id")
        try:
            return chat, template, template.filled(order.get("data"))
        except ValueError as error:
            self._platform.problems.append(f"template: {error}")
            raise _Refusal(47003, f"argument invalid! {error}") from None

    # ---------------------------------------------------------------- menu, codes, media, people

    async def _create_menu(self, request: Request) -> Response:
        order = await _json(request)
        self._platform.put_up_menu(_entries(order.get("button"), most=3, name_bytes=16))
        self._menu = order
        return _done()

    async def _get_menu(self, request: Request) -> Response:
        if self._menu is None:
            raise _Refusal(46003, "menu not exist")
        return JSONResponse({"menu": self._menu})

    async def _delete_menu(self, request: Request) -> Response:
        self._menu = None
        self._platform.put_up_menu(())
        return _done()

    async def _create_qr(self, request: Request) -> Response:
        order = await _json(request)
        if order.get("action_name") not in {"QR_STR_SCENE", "QR_LIMIT_STR_SCENE"}:
            raise _Refusal(40018, "invalid action_name")
        info = order.get("action_info")
        scene = info.get("scene") if isinstance(info, dict) else None
        text = scene.get("scene_str") if isinstance(scene, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= 64:
            raise _Refusal(47001, "scene_str of 1 to 64 characters")
        ticket, url = self._platform.make_scene(text)
        seconds = order.get("expire_seconds", 60)
        return JSONResponse({"ticket": ticket, "expire_seconds": seconds, "url": url})

    async def _upload(self, request: Request) -> Response:
        async with request.form(max_part_size=2 * _IMAGE_BYTES) as form:
            media = form.get("media")
            if not isinstance(media, UploadFile):
                raise _Refusal(41005, "media data missing")
            content = await media.read()
        if request.query_params.get("type") != "image":
            raise _Refusal(40004, "invalid media type")
        if not content or len(content) > _IMAGE_BYTES:
            raise _Refusal(40009, "invalid image size")
        media_id = self._platform.keep_media(content, media.content_type or "image/png")
        created = int(self._platform.clock.now().timestamp())
        return JSONResponse({"type": "image", "media_id": media_id, "created_at": created})

    async def _download(self, request: Request) -> Response:
        media_id = request.query_params.get("media_id", "")
        kept = self._platform.media(media_id)
        if kept is None or not self._platform.media_usable(media_id):
            raise _Refusal(40007, "invalid media_id")
        content, media_type = kept
        return Response(content, media_type=media_type)

    async def _picture(self, request: Request) -> Response:
        """What a person sent, at its ``PicUrl``: without a token, as on the platform."""
        media_id = request.path_params["media_id"]
        kept = self._platform.media(media_id)
        if kept is None or not self._platform.media_usable(media_id):
            return Response(status_code=404)
        return Response(kept[0], media_type=kept[1])

    async def _user(self, request: Request) -> Response:
        chat = self._platform.chats.known(request.query_params.get("openid", ""))
        if chat is None:
            raise _Refusal(40003, "invalid openid")
        return JSONResponse({"subscribe": int(chat.follows), "openid": chat.openid})

    async def _ips(self, request: Request) -> Response:
        return JSONResponse({"ip_list": ["127.0.0.1"]})


def _entries(buttons: object, *, most: int, name_bytes: int) -> tuple[MenuEntry, ...]:
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= most:
        raise _Refusal(40016, "invalid button size")
    return tuple(_entry(button, name_bytes) for button in buttons)


def _entry(button: object, name_bytes: int) -> MenuEntry:
    if not isinstance(button, dict):
        raise _Refusal(47001, "a button is an object")
    name = _text(button, "name")
    if not 1 <= len(name.encode()) <= name_bytes:
        raise _Refusal(40018, "invalid button name size")
    if "sub_button" in button:
        if name_bytes > 16:
            raise _Refusal(40022, "no menu below a menu")
        return MenuEntry(name, entries=_entries(button["sub_button"], most=5, name_bytes=60))
    match button.get("type"):
        case "click":
            key = _text(button, "key")
            if not 1 <= len(key.encode()) <= 128:
                raise _Refusal(40019, "invalid button key size")
            return MenuEntry(name, key=key)
        case "view":
            return MenuEntry(name, url=_text(button, "url"))
        case _:
            raise _Refusal(40017, "invalid button type")


def _menu(part: Json) -> tuple[str, _Lines]:
    """The words around the lines, and the lines."""
    entries = part.get("list")
    if not isinstance(entries, list) or not entries:
        raise _Refusal(47001, "a msgmenu without a list")
    lines = tuple((_text(one, "id"), _text(one, "content")) for one in entries)
    if not all(id and words for id, words in lines):
        raise _Refusal(47001, "an empty line")
    around = [_text(part, "head_content"), _text(part, "tail_content")]
    if len("".join([*around, *(words for _, words in lines)]).encode()) > TEXT_BYTES:
        raise _Refusal(45002, "content size out of limit")
    return "\n\n".join(filter(None, around)), lines


async def _json(request: Request) -> Json:
    try:
        order = json.loads(await request.body())
    except ValueError:
        raise _Refusal(47001, "data format error") from None
    if not isinstance(order, dict):
        raise _Refusal(47001, "data format error")
    return order


def _text(order: Json, name: str) -> str:
    value = order.get(name)
    if not isinstance(value, str):
        raise _Refusal(47001, f"{name} missing")
    return value


async def _chat(request: Request) -> str | None:
    """The OpenID that a call is about."""
    if request.headers.get("content-type", "").startswith("multipart/"):
        return None
    try:
        order = json.loads(await request.body())
    except ValueError:
        return None
    about = order.get("touser") if isinstance(order, dict) else None
    return about if isinstance(about, str) else None


def _refused(code: int, words: str) -> Response:
    return JSONResponse({"errcode": code, "errmsg": words})


def _as_told(fault: Fault) -> Response:
    return _refused(fault.code, fault.words)


def _done(**more: object) -> Response:
    return JSONResponse({"errcode": 0, "errmsg": "ok", **more})
