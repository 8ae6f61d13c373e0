"""Making codes, and taking them from those who send them.

A wrong try must be counted although it is refused: such a refusal has ``keep`` set, and the
caller commits before it answers.
"""

from collections.abc import Callable
from datetime import datetime

from domain.clock import NewId
from domain.codes.model import Code, CodePurpose, CodeTry
from domain.codes.ports import CodeUnit
from domain.errors import Reason, Refused
from domain.policy import Policy

#: Makes the text of a code by chance: six digits, or a long one for an invitation.
Draw = Callable[[], str]


async def make_code(
    unit: CodeUnit, code: Code, *, draw: Draw, now: datetime, shown_again: bool = False
) -> str:
    """Stores a code and returns its text, which no other valid code of the purpose has.

    Args:
        code: without its digest, which is set here.
        shown_again: keep the text too, encrypted.
    """
    text = draw()
    while (found := await unit.codes.find(code.purpose, text)) and found.valid(now):
        text = draw()
    kept = {
        "digest": unit.codes.digest(code.purpose, text),
        "secret": text if shown_again else None,
    }
    await unit.codes.add(code.model_copy(update=kept))
    return text


async def find_code(
    unit: CodeUnit,
    purpose: CodePurpose,
    text: str,
    *,
    account_id: str,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Code:
    """The code that an account sent, not used by it: to read back what it stands for.

    Raises:
        Refused: wrong (counted, ``keep``), too many wrong tries, expired or used.
    """
    if await unit.codes.tries(account_id, now - policy.code_lifetime) >= policy.code_tries:
        raise Refused(Reason.TOO_MANY_TRIES, tries=policy.code_tries)
    code = await unit.codes.find(purpose, text)
    if code is None:
        wrong = CodeTry(id=new_id(), account_id=account_id, purpose=purpose, at=now)
        await unit.codes.add_try(wrong)
        raise Refused(Reason.CODE_WRONG, keep=True)
    code.check(now)
    return code


async def shift_code(
    unit: CodeUnit,
    shift_id: str,
    *,
    valid_until: datetime,
    draw: Draw,
    now: datetime,
    new_id: NewId,
) -> str:
    """The check-in code of a shift, the same one as long as it is valid; used by many."""
    code = await unit.codes.of_shift(shift_id)
    if code is not None and code.secret is not None and code.valid(now):
        code.extend(valid_until)
        return code.secret
    made = Code(
        id=new_id(),
        purpose=CodePurpose.CHECK_IN,
        shift_id=shift_id,
        created_at=now,
        expires_at=valid_until,
    )
    return await make_code(unit, made, draw=draw, now=now, shown_again=True)
