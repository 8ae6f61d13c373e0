"""Reports to look at and to keep: a picture, and an Excel file."""

import asyncio

from bot.attachments import File
from bot.documents.report_picture import picture_data
from bot.documents.report_ref import ReportRef
from bot.documents.report_sheets import report_sheets
from bot.documents.report_words import report_heading
from bot.documents.spreadsheet import MIME, excel_file
from bot.documents.typesetting import Typesetting
from bot.texts import texts_for
from bot.texts.formats import Words
from domain.clock import Clock, NewId
from domain.errors import Refused
from domain.policy import Policy
from domain.reports.usecases import details_for, note_looked_at, report_for
from domain.volunteers.model import Language
from storage.database import Database


class Reports:
    """Makes reports; whoever asks must have the role at that moment."""

    def __init__(
        self,
        database: Database,
        policy: Policy,
        clock: Clock,
        typesetting: Typesetting,
        new_id: NewId,
    ) -> None:
        self._database = database
        self._policy = policy
        self._clock = clock
        self._typesetting = typesetting
        self._new_id = new_id

    async def picture(self, ref: str) -> File | None:
        """The figures as a PNG; None where the person may not see them (any more).

        Args:
            ref: a ``ReportRef`` as text.
        """
        asked = ReportRef.read(ref)
        async with self._database.read() as unit:
            try:
                report = await report_for(
                    unit,
                    asked.actor_id,
                    asked.node_id,
                    asked.first,
                    asked.last,
                    now=self._clock.now(),
                    policy=self._policy,
                )
            except Refused:
                return None
        data = picture_data(self._words(asked.language), report)
        png = await self._typesetting.picture("report", data, asked.language)
        return File(f"{_name(asked)}.png", "image/png", png)

    async def workbook(self, ref: str) -> File | None:
        """The Excel file; None as above. Who is named in it is noted before it is handed out.

        Args:
            ref: a ``ReportRef`` as text.
        """
        asked, now = ReportRef.read(ref), self._clock.now()
        async with self._database.read() as unit:
            try:
                details = await details_for(
                    unit,
                    asked.actor_id,
                    asked.node_id,
                    asked.first,
                    asked.last,
                    now=now,
                    policy=self._policy,
                )
            except Refused:
                return None
        async with self._database.write() as unit:
            await note_looked_at(unit, asked.actor_id, details, now=now, new_id=self._new_id)
        words = self._words(asked.language)
        made_at = now.astimezone(self._policy.timezone).replace(tzinfo=None)
        sheets = report_sheets(words, details, made_at)
        title = report_heading(words, details.report)
        data = await asyncio.to_thread(excel_file, title, sheets, made_at)
        return File(f"{_name(asked)}.xlsx", MIME, data)

    def _words(self, language: Language) -> Words:
        zone = self._policy.timezone
        return Words(texts_for(language), zone, self._clock.now().astimezone(zone).date())


def _name(asked: ReportRef) -> str:
    return f"zhiyuan-report-{asked.first.isoformat()}-{asked.last.isoformat()}"
