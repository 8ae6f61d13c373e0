"""From a screen to WeChat's texts and XML. Pure: no network, no clock.

Choices are numbered lines; what is not numbered is named in a closing line. An answer takes at
most five texts of 2,000 bytes of UTF-8; the choices stay whole, with the last one.
"""

from dataclasses import dataclass

from bot.messages import Screen, numbered_choices
from bot.texts import Texts, texts_for
from bot.texts.formats import say_also
from bot.wechat.xml import cdata, printable
from domain.volunteers.model import Language

TEXT_BYTES = 1_940
"""What ``encode`` fills; ``with_rest`` adds its line within 2,000 bytes."""

MOST_PARTS = 5
_LABEL_BYTES = 96
_CUT = "…"


def encode(screen: Screen, language: Language, link: str | None = None) -> tuple[str, ...]:
    """The texts that show a screen, one to five, none of them empty or too long.

    Args:
        link: where its attachment can be had, if that is to be said.
    """
    texts = texts_for(language)
    head = printable(screen.text).strip()
    if link is not None and screen.attachment is not None:
        head = _joined(head, texts(f"wechat-{screen.attachment.kind}-link", link=printable(link)))
    return _parts(head, _tail(screen, texts))


@dataclass(frozen=True, slots=True)
class Menu:
    """A customer-service message with lines to tap; each says its number, which works as well.

    Attributes:
        entries: what each line stands for, and its words.
    """

    head: str
    entries: tuple[tuple[str, str], ...]
    tail: str


def menu_of(screen: Screen, language: Language) -> Menu | None:
    """A screen as a menu; None where it has no numbered choices, or is too long for one message."""
    numbered = numbered_choices(screen)
    if not numbered or len(encode(screen, language)) > 1:
        return None
    nav = [_label(choice.label) for choice in screen.nav]
    return Menu(
        printable(screen.text).strip() or _CUT,
        tuple((it.action, f"{n}. {_label(it.label)}") for n, it in enumerate(numbered, start=1)),
        say_also(texts_for(language), nav) if nav else "",
    )


def one_text(text: str) -> str:
    """A text that goes as one message: what is too long loses its middle, not its last paragraph,
    which says what can be answered."""
    whole = printable(text)
    if len(whole.encode()) <= TEXT_BYTES:
        return whole
    head, _, closing = whole.rpartition("\n\n")
    if not head:
        return _clip(whole, TEXT_BYTES)
    closing = _clip(closing, TEXT_BYTES // 2)
    room = TEXT_BYTES - len(f"\n\n{closing}".encode())
    return _joined(_clip(head, room), closing)


def combine(first: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    """Two answers in one: joined where the seam fits into one text, else one after the other."""
    if not first or not then:
        return first or then
    seam = _joined(first[-1], then[0])
    if len(seam.encode()) <= TEXT_BYTES:
        return (*first[:-1], seam, *then[1:])
    return (*first, *then)


def with_rest(part: str, language: Language) -> str:
    """A text with a line on how to see what comes after it."""
    texts = texts_for(language)
    return f"{part}\n{texts('wechat-rest', word=texts('wechat-rest-word'))}"


def reply_xml(text: str, to_user: str, from_user: str, created: int) -> str:
    """A passive text reply. ``created`` is in seconds since 1970."""
    return (
        f"<xml><ToUserName>{cdata(to_user)}</ToUserName>"
        f"<FromUserName>{cdata(from_user)}</FromUserName>"
        f"<CreateTime>{created}</CreateTime>"
        f"<MsgType>{cdata('text')}</MsgType>"
        f"<Content>{cdata(text)}</Content></xml>"
    )


def _tail(screen: Screen, texts: Texts) -> str:
    numbered = numbered_choices(screen)
    lines = [f"{number}. {_label(it.label)}" for number, it in enumerate(numbered, start=1)]
    unnumbered = () if numbered else screen.choices
    words = [_label(choice.label) for choice in (*unnumbered, *screen.nav)]
    if words:
        lines.append(say_also(texts, words))
    # Apart, a line of its own is found more easily.
    return ("\n\n" if screen.large else "\n").join(lines)


def _label(label: str) -> str:
    return _clip(" ".join(printable(label).split()), _LABEL_BYTES)


def _parts(head: str, tail: str) -> tuple[str, ...]:
    whole = _joined(head, tail) or _CUT
    if len(whole.encode()) <= TEXT_BYTES:
        return (whole,)
    endings = _split(tail)[-MOST_PARTS:]
    pieces = _split(head)
    room = MOST_PARTS - len(endings)
    if pieces and endings and len(pieces) <= room + 1:
        seam = _joined(pieces[-1], endings[0])
        if len(seam.encode()) <= TEXT_BYTES:
            return (*pieces[:-1], seam, *endings[1:])
    if len(pieces) > room:
        pieces = pieces[:room]
        pieces[-1:] = [_clip(piece + _CUT, TEXT_BYTES) for piece in pieces[-1:]]
    return (*pieces, *endings)


def _split(text: str) -> list[str]:
    """Pieces that fit into a text: cut at a paragraph, else a line, else anywhere."""
    pieces = []
    while len(text.encode()) > TEXT_BYTES:
        window = text.encode()[:TEXT_BYTES].decode(errors="ignore")
        cut = max(window.rfind("\n\n"), 0) or max(window.rfind("\n"), 0) or len(window)
        pieces.append(text[:cut].strip())
        text = text[cut:].strip()
    return [piece for piece in (*pieces, text) if piece]


def _clip(text: str, most: int) -> str:
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - len(_CUT.encode())].decode(errors="ignore") + _CUT


def _joined(first: str, then: str) -> str:
    return f"{first}\n\n{then}" if first and then else first or then
