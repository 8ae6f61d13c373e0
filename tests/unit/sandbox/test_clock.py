"""The demo's clock: moved forward, never back, also over restarts."""

from datetime import timedelta
from pathlib import Path

from bot.sandbox.clock import DemoClock
from tests.support.clock import SettableClock


async def test_it_runs_with_the_machine_and_is_moved_forward(
    clock: SettableClock, tmp_path: Path
) -> None:
    demo = DemoClock(clock, tmp_path / "clock")
    assert demo.now() == clock.now()
    noon = clock.now() + timedelta(hours=3)
    await demo.move_to(noon)
    clock.advance(timedelta(minutes=1))
    assert demo.now() == noon + timedelta(minutes=1)


async def test_it_never_goes_back(clock: SettableClock, tmp_path: Path) -> None:
    demo = DemoClock(clock, tmp_path / "clock")
    await demo.move_to(clock.now() + timedelta(days=2))
    await demo.move_to(clock.now() + timedelta(days=1))
    assert demo.now() == clock.now() + timedelta(days=2)


async def test_a_restart_goes_on_where_it_was(clock: SettableClock, tmp_path: Path) -> None:
    await DemoClock(clock, tmp_path / "clock").move_to(clock.now() + timedelta(days=2))
    assert DemoClock(clock, tmp_path / "clock").now() == clock.now() + timedelta(days=2)


async def test_an_unreadable_file_is_the_real_time(clock: SettableClock, tmp_path: Path) -> None:
    for content in ("", "tomorrow", "-3600", "nan", "1e999"):
        (tmp_path / "clock").write_text(content)
        assert DemoClock(clock, tmp_path / "clock").now() == clock.now()


async def test_after_a_move_what_is_due_is_done(clock: SettableClock, tmp_path: Path) -> None:
    demo = DemoClock(clock, tmp_path / "clock")
    seen = []

    async def tick() -> None:
        seen.append(demo.now())

    demo.after_move = tick
    later = clock.now() + timedelta(hours=1)
    await demo.move_to(later)
    assert seen == [later]
