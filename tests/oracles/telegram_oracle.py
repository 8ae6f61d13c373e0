"""Checks raw Bot API requests against the machine-readable contract, where it is at hand.

The contract (``api.json`` of PaulSonOfLars/telegram-bot-api-spec) lies beside the checkout and is
not part of it. ``oracle()`` is for fixtures: it skips the test where the file is missing, or fails
it with ``ZHIYUAN_REQUIRE_ORACLE=1``.
"""

import json
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import TelegramMethod

SPEC = Path(__file__).parents[3] / "shared" / "telegram" / "api.json"

_BOT = Bot("1:token")
_SESSION = AiohttpSession()
"""Puts calls as the library sends them; it never sends any. One, as each reads all certificates."""
_LENGTH = re.compile(r"(\d+)[-–](\d+) (characters|bytes)")
_AT_MOST = re.compile(r"At most (\d+) ")
_CONSTANT = re.compile(r"must be ([a-z_]+)$")
_CHARACTERS = {
    "A-Z, a-z, 0-9, _ and - are allowed": r"[A-Za-z0-9_-]*",
    "only lowercase English letters, digits and underscores": r"[a-z0-9_]+",
}
_ONE_ACTION = "Exactly one of the fields"
_NOT_ACTIONS = {"text", "icon_custom_emoji_id", "style"}


class TelegramOracle:
    """Collects what is wrong with the requests it sees; ``on_request`` fits the sandbox's hook."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._methods = spec["methods"]
        self._types = spec["types"]
        self.violations: list[str] = []
        self.seen: list[str] = []

    def on_request(
        self, method: str, fields: Mapping[str, object], uploads: frozenset[str]
    ) -> None:
        """Looks at one request; ``fields`` as they were sent, form values as strings."""
        self.seen.append(method)
        described = self._methods.get(method)
        if described is None:
            self.violations.append(f"{method}: no such method")
            return
        known = {field["name"]: field for field in described.get("fields", [])}
        for name, field in known.items():
            if field["required"] and name not in fields and name not in uploads:
                self.violations.append(f"{method}: {name} is missing")
        for name, value in fields.items():
            if name not in known:
                self.violations.append(f"{method}: unknown field {name}")
                continue
            self._note(method, self._check(_typed(value, known[name]), known[name], name, uploads))
        attached = {
            str(value).removeprefix("attach://")
            for value in fields.values()
            if str(value).startswith("attach://")
        }
        for name in uploads - attached - known.keys():
            self.violations.append(f"{method}: upload {name} belongs to no field")

    def _note(self, method: str, problems: list[str]) -> None:
        self.violations += [f"{method}: {problem}" for problem in problems]

    def _check(
        self, value: object, field: Mapping[str, Any], path: str, uploads: frozenset[str]
    ) -> list[str]:
        """What is wrong with a value; nothing, where one of its types takes it."""
        attempts = [self._check_type(value, kind, path, uploads) for kind in field["types"]]
        best = min(attempts, key=len)
        return best or _check_description(value, field, path)

    def _check_type(
        self, value: object, kind: str, path: str, uploads: frozenset[str]
    ) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{path} is no list"]
            inner = kind.removeprefix("Array of ")
            return [
                problem
                for index, one in enumerate(value)
                for problem in self._check_type(one, inner, f"{path}[{index}]", uploads)
            ]
        match kind:
            case "String":
                fits = isinstance(value, str) and not value.startswith("attach://")
            case "Integer":
                fits = isinstance(value, int) and not isinstance(value, bool)
            case "Float":
                fits = isinstance(value, int | float) and not isinstance(value, bool)
            case "Boolean" | "True":
                fits = isinstance(value, bool)
            case "InputFile":
                fits = isinstance(value, str) and value.removeprefix("attach://") in uploads
            case _:
                return self._check_object(value, kind, path, uploads)
        return [] if fits else [f"{path} is no {kind}"]

    def _check_object(
        self, value: object, kind: str, path: str, uploads: frozenset[str]
    ) -> list[str]:
        described = self._types[kind]
        if subtypes := described.get("subtypes"):
            return min((self._check_object(value, one, path, uploads) for one in subtypes), key=len)
        if not isinstance(value, dict):
            return [f"{path} is no {kind}"]
        known = {field["name"]: field for field in described.get("fields", [])}
        problems = [
            f"{path}.{name} is missing"
            for name, field in known.items()
            if field["required"] and name not in value
        ]
        problems += [f"{path}: unknown field {name}" for name in value if name not in known]
        for name in value.keys() & known.keys():
            problems += self._check(value[name], known[name], f"{path}.{name}", uploads)
        if any(_ONE_ACTION in words for words in described.get("description", [])) and (
            len(value.keys() - _NOT_ACTIONS) != 1
        ):
            problems.append(f"{path}: a button does exactly one thing")
        return problems


def _typed(value: object, field: Mapping[str, Any]) -> object:
    """A form's string as the type that the field has."""
    if not isinstance(value, str):
        return value
    kinds = set(field["types"])
    if kinds <= {"String", "InputFile"}:
        return value
    try:
        typed: object = json.loads(value)
    except ValueError:
        return value
    return typed


def _check_description(value: object, field: Mapping[str, Any], path: str) -> list[str]:
    """The limits that the contract states in words."""
    words = field["description"]
    if isinstance(value, list):
        limit = _AT_MOST.search(words)
        return [f"{path} has {len(value)} entries"] if limit and len(value) > int(limit[1]) else []
    if not isinstance(value, str):
        return []
    problems = []
    if limits := _LENGTH.search(words):
        size = len(value.encode()) if limits[3] == "bytes" else _units(value)
        if not int(limits[1]) <= size <= int(limits[2]):
            problems.append(f"{path} has {size} {limits[3]}, not {limits[1]} to {limits[2]}")
    constant = _CONSTANT.search(words)
    if field["name"] == "type" and constant and value != constant[1]:
        problems.append(f"{path} is not {constant[1]}")
    for said, allowed in _CHARACTERS.items():
        if said in words and not re.fullmatch(allowed, value):
            problems.append(f"{path} has other characters than allowed")
    return problems


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@cache
def _spec() -> Mapping[str, Any]:
    spec: Mapping[str, Any] = json.loads(SPEC.read_text("utf-8"))
    return spec


def problems_of(call: TelegramMethod[Any]) -> list[str]:
    """What is wrong with a call as the library sends it; nothing where there is no contract."""
    if not SPEC.is_file():
        return []
    files = dict[str, Any]()
    fields: dict[str, object] = {}
    for name, value in call.model_dump(warnings=False).items():
        if prepared := _SESSION.prepare_value(value, bot=_BOT, files=files):
            fields[name] = prepared
    watched = TelegramOracle(_spec())
    watched.on_request(call.__api_method__, fields, frozenset(files))
    return watched.violations


def oracle() -> TelegramOracle:
    """A fresh oracle, for a fixture; skips or fails the test where there is no contract."""
    if SPEC.is_file():
        return TelegramOracle(_spec())
    reason = "no shared/telegram/api.json beside the checkout"
    if os.environ.get("ZHIYUAN_REQUIRE_ORACLE") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
