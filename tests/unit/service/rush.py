"""``python -m tests.unit.service.rush ADDRESS FIRST LAST``: people sign up, all at once.

Prints a line for each: ``in`` or the waitlist number, in the order of this process's commits.
"""

import asyncio
import sys

from domain.signups.usecases import SignedUp, sign_up
from tests.support.databases import opened
from tests.unit.service.world import NOW, POLICY, ids


async def main(address: str, first: int, last: int) -> None:
    """Signs up ``p<first>`` to ``p<last - 1>`` for the shift ``rush``."""
    new_id = ids(f"r{first}-")
    async with opened(address) as database:

        async def join(who: str) -> None:
            unit = await database.begin_write()
            try:
                result = await sign_up(unit, who, "rush", 1, now=NOW, new_id=new_id, policy=POLICY)
                await unit.commit()
                got_in = isinstance(result, SignedUp)
                print("in" if got_in else result.signup.waitlist_number)
            finally:
                await unit.close()

        await asyncio.gather(*(join(f"p{number}") for number in range(first, last)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
