"""From words to values, in Chinese and English, relative to a clock: pure, and never guessing.

Every reader takes text as typed. None means: not determinable, ask; an ``Impossible`` says what
is wrong with a value that could be read (31 February, 25:00).
"""

from nlu.values.clock import TimeSpan
from nlu.values.counts import count_in
from nlu.values.dates import date_in
from nlu.values.durations import minutes_in
from nlu.values.found import Direction, Impossible
from nlu.values.ordinals import ordinal_in
from nlu.values.people import birth_date_in, phone_in
from nlu.values.periods import period_in
from nlu.values.times import means_now, times_in

__all__ = [
    "Direction",
    "Impossible",
    "TimeSpan",
    "birth_date_in",
    "count_in",
    "date_in",
    "means_now",
    "minutes_in",
    "ordinal_in",
    "period_in",
    "phone_in",
    "times_in",
]
