"""Logs: one JSON object a line on stderr, without personal data."""

import logging
import sys

import structlog


def set_up_logs(level: str) -> None:
    """Sends our logs and the libraries' to stderr from a level on."""
    number = logging.getLevelNamesMapping()[level]
    logging.basicConfig(stream=sys.stderr, level=max(number, logging.WARNING), format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
