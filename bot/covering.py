"""The job of finding cover: ends what is pointless, and asks the next people of every search.

In any number of processes: a search is taken away from the others for a while, each person is asked
once for a shift, and what became of it is written with it.
"""

from datetime import datetime

import structlog

from bot.dialogue.turn import House
from domain.covers.asking import ask_people, claim_searches, end_pointless, people_to_ask
from domain.covers.model import CoverSearch
from storage.database import StoreUnavailable

log = structlog.get_logger()


async def find_cover(house: House, now: datetime) -> int:
    """Asks who is to be asked now; how many were."""
    async with house.database.write() as unit:
        await end_pointless(unit, now=now, new_id=house.new_id)
        searches = await claim_searches(unit, now=now)
    asked = 0
    for search in searches:
        try:
            asked += await _ask_next(house, search, now)
        except StoreUnavailable:
            raise
        except Exception:
            # A fault of ours in one search holds up nothing else; it is tried again in a while.
            log.exception("covers.failed", search=search.id)
    return asked


async def _ask_next(house: House, search: CoverSearch, now: datetime) -> int:
    new_id, policy = house.new_id, house.policy
    async with house.database.read() as unit:
        people = await people_to_ask(unit, search, now=now, policy=policy)
    async with house.database.write() as unit:
        asks = await ask_people(unit, search.id, people, now=now, new_id=new_id, policy=policy)
    log.info("covers.asked", search=search.id, asked=len(asks))
    return len(asks)
