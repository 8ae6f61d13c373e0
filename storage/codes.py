"""Codes as stored: found by their keyed hash."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.codes.model import Code, CodePurpose, CodeTry
from storage.repository import Repository
from storage.secrets import Keyring
from storage.tables import CodeRow, CodeTryRow


class CodeRepository(Repository[Code, CodeRow]):
    """Codes and the wrong tries at them."""

    row = CodeRow

    def __init__(self, session: AsyncSession, keyring: Keyring) -> None:
        super().__init__(session)
        self._keyring = keyring

    def digest(self, purpose: CodePurpose, text: str) -> str:
        """The keyed hash under which a code is stored."""
        return self._keyring.digest(f"code/{purpose}", text)

    async def find(self, purpose: CodePurpose, text: str) -> Code | None:
        """The code that somebody sent: among several over time, the one valid longest."""
        query = (
            select(CodeRow)
            .where(
                CodeRow.purpose == purpose,
                col(CodeRow.digest).in_(self._keyring.digests(f"code/{purpose}", text)),
            )
            .order_by(col(CodeRow.expires_at).desc())
            .limit(1)
        )
        return (await self._session.exec(query)).first()

    async def of_account(self, purpose: CodePurpose, account_id: str) -> Sequence[Code]:
        """The codes that an account asked for."""
        query = select(CodeRow).where(CodeRow.purpose == purpose, CodeRow.account_id == account_id)
        return (await self._session.exec(query)).all()

    async def of_shift(self, shift_id: str) -> Code | None:
        """The check-in code of a shift."""
        query = (
            select(CodeRow)
            .where(CodeRow.purpose == CodePurpose.CHECK_IN, CodeRow.shift_id == shift_id)
            .order_by(col(CodeRow.expires_at).desc())
            .limit(1)
        )
        return (await self._session.exec(query)).first()

    async def of_team(self, organization_id: str) -> Code | None:
        """The invitation to a team that is valid longest of those not withdrawn."""
        query = (
            select(CodeRow)
            .where(
                CodeRow.purpose == CodePurpose.TEAM,
                CodeRow.organization_id == organization_id,
                col(CodeRow.withdrawn_at).is_(None),
            )
            .order_by(col(CodeRow.expires_at).desc())
            .limit(1)
        )
        return (await self._session.exec(query)).first()

    async def add_try(self, wrong: CodeTry) -> None:
        """Counts a wrong try."""
        self._session.add(CodeTryRow.model_validate(wrong))
        await self._session.flush()

    async def tries(self, account_id: str, since: datetime) -> int:
        """The wrong tries of an account since a moment, whatever for."""
        query = (
            select(func.count())
            .select_from(CodeTryRow)
            .where(CodeTryRow.account_id == account_id, CodeTryRow.at > since)
        )
        return (await self._session.exec(query)).one()
