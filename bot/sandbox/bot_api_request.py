"""A request to the Bot API: its fields in any of the ways they may be sent, and its errors."""

import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request


class ApiError(Exception):
    """An error answer, in the server's own words."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """The JSON of the answer."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(words: str) -> ApiError:
    """A 400 in the server's words."""
    return ApiError(400, f"Bad Request: {words}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a request; a form has them as strings, JSON with their types."""

    raw: Mapping[str, object]
    uploads: Mapping[str, Upload]

    def text(self, name: str) -> str:
        """A string field, empty where it is missing."""
        value = self.raw.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A number field; what is no number counts as missing, as on the real server."""
        try:
            return int(self.text(name).strip('"'))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """A true-or-false field."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def value(self, name: str) -> object:
        """A JSON-serialized field; None where it is missing.

        Raises:
            ApiError: it is no JSON.
        """
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def file(self, name: str) -> Upload:
        """An uploaded file, named directly or by ``attach://``.

        Raises:
            ApiError: no such file was sent.
        """
        upload = self.uploads.get(self.text(name).removeprefix("attach://") or name)
        if upload is None:
            raise bad_request(f"there is no {name} in the request")
        if not upload.data:
            raise bad_request("file must be non-empty")
        return upload


async def read_fields(request: Request) -> Fields:
    """The fields of a request: query, then JSON, form or multipart body.

    Raises:
        ApiError: the body cannot be read.
    """
    raw: dict[str, object] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body = await request.json()
        except ValueError:
            raise bad_request("can't parse request JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("expected an Object")
        raw |= body
    else:
        async with request.form() as form:
            for name, value in form.items():
                if isinstance(value, UploadFile):
                    filename = value.filename or name
                    uploads[name] = Upload(filename, _mime(filename), await value.read())
                else:
                    raw[name] = value
    return Fields(raw, uploads)


def _mime(filename: str) -> str:
    """The type by the name: the library sends every upload as mere bytes, and the platform looks
    for itself."""
    return mimetypes.guess_type(filename)[0] or "application/octet-stream"
