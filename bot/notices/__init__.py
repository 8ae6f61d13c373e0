"""The words of what happened to somebody: a notice becomes a screen when it is handed over.

It is worded then, not when it was written: a name that changed or a place that is gone is told as
it is. Each area has a module with the wordings of its kinds.
"""

from bot.notices.wordings import notice_screen

__all__ = ["notice_screen"]
