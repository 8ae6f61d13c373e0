"""Public pages of a few lines: large letters, no script, nothing that is kept or passed on."""

from collections.abc import Sequence
from html import escape

from starlette.responses import HTMLResponse, Response

from domain.volunteers.model import Language

_PAGE = """<!doctype html>
<html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<body style="font:1.4rem/1.6 sans-serif;margin:2rem auto;max-width:32rem;padding:0 1rem">
{body}"""
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def language_of(accepted: str) -> Language:
    """English for whose browser asks for it first, else Chinese."""
    return Language.EN if accepted.lower().startswith("en") else Language.ZH


def paragraph(words: str) -> str:
    """A line of the page, its words as they are."""
    return f"<p>{escape(words)}</p>"


def link(address: str, words: str) -> str:
    """A line that leads somewhere."""
    return f'<p><a href="{escape(address)}">{escape(words)}</a></p>'


def page(title: str, lines: Sequence[str], language: Language, status: int = 200) -> Response:
    """The page of some lines, made by ``paragraph`` and the like."""
    body = "".join(lines)
    return HTMLResponse(
        _PAGE.format(lang=language, title=escape(title), body=body), status, _HEADERS
    )
