"""What tests measure, read at the end of the run, whichever process measured it."""

from collections.abc import Callable

import pytest

NoteFigures = Callable[[str], None]
"""Notes a line of figures."""

_FIGURES = "figures"


@pytest.fixture
def note_figures(record_property: Callable[[str, object], None]) -> NoteFigures:
    """Notes figures for the end of the run; what is printed, a worker process swallows."""
    return lambda line: record_property(_FIGURES, line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """All lines that were noted, test by test."""
    noted = [
        (report.nodeid, line)
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, line in report.user_properties
        if name == _FIGURES
    ]
    if not noted:
        return
    terminalreporter.section(_FIGURES)
    for test in dict.fromkeys(each for each, _ in noted):
        terminalreporter.write_line(test.rpartition("/")[2])
        for line in (said for each, said in noted if each == test):
            terminalreporter.write_line(f"  {line}")
