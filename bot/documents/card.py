"""What a volunteer's card shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from io import BytesIO

import segno

from bot.texts import texts_for
from bot.texts.formats import say_date, say_hours
from domain.hours.totals import entries, totals
from domain.organizations.model import Organization
from domain.teams.usecases import my_teams
from domain.volunteers.model import Language, Volunteer
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Card:
    """A volunteer with what the card says of them.

    Attributes:
        minutes: what counts, in all.
        organization: the main unit; else the one of the latest record, or of a role; None where
            there is none of them.
    """

    person: Volunteer
    minutes: int
    organization: Organization | None


async def card_of(unit: Unit, volunteer_id: str) -> Card | None:
    """The card of a volunteer; None where they are none (any more)."""
    person = await unit.volunteers.get(volunteer_id)
    if person is None or not person.registered:
        return None
    summed = await totals(unit, person.id)
    return Card(person, summed.counted, await _organization(unit, person.id))


async def _organization(unit: Unit, volunteer_id: str) -> Organization | None:
    if teams := await my_teams(unit, volunteer_id):
        return teams[0].node
    latest = (await entries(unit, volunteer_id, 0, 1)).entries
    if latest and latest[0].organization_id is not None:
        return await unit.organizations.get(latest[0].organization_id)
    held = await unit.roles.held(await unit.volunteers.person_ids(volunteer_id))
    return held[0][1] if held else None


def card_data(card: Card, language: Language, zone: tzinfo, check_url: str) -> Mapping[str, object]:
    """What ``card.typ`` is filled with.

    Args:
        check_url: the address that the QR code leads to.
    """
    texts, person = texts_for(language), card.person
    lines = [(texts("card-hours"), say_hours(texts, card.minutes))]
    if person.registered_at is not None:
        day = person.registered_at.astimezone(zone).date()
        lines.append((texts("card-since"), say_date(texts, day)))
    if card.organization is not None:
        key = "card-verified" if card.organization.verified else "card-organization-name"
        lines.append((texts("card-organization"), texts(key, name=card.organization.name)))
    qr = BytesIO()
    segno.make_qr(check_url, error="m").save(qr, kind="svg", border=0)
    return {
        "title": texts("card-title"),
        "subtitle": texts("card-title-chinese") if language is Language.EN else "",
        "name": person.name or "",
        "number": texts("card-number", number=person.number or ""),
        "lines": lines,
        "qr": qr.getvalue().decode(),
        "check": texts("card-check"),
    }
