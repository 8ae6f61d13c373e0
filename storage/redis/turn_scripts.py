"""The steps of ``storage.redis.turns`` that Redis takes in one go. Each may be sent twice.

KEYS: the queue, the beginning of the keys of life, the beginning of the channels.
A place is ``PROCESS/NUMBER``; a call is ``PLACE QUEUE`` on the channel of the process.
"""

from typing import Final

#: The place whose turn it is, those of dead processes dropped.
_HEAD: Final = """
local queue, alive, wake = KEYS[1], KEYS[2], KEYS[3]
local place = ARGV[1]

local function process_of(place) return string.match(place, '^(.-)/') end

local function head()
    while true do
        local first = redis.call('LINDEX', queue, 0)
        if not first or redis.call('EXISTS', alive .. process_of(first)) == 1 then
            return first
        end
        redis.call('LPOP', queue)
    end
end

local function call(first)
    redis.call('PUBLISH', wake .. process_of(first), first .. ' ' .. queue)
end
"""

#: ARGV: place, process, milliseconds of life. Stands in the queue, at its end if not in it yet.
#: 1: it is this place's turn. Otherwise the first is called, in case it does not know of it.
STAND: Final = (
    _HEAD
    + """
redis.call('SET', alive .. ARGV[2], 1, 'PX', ARGV[3])
if not redis.call('LPOS', queue, place) then redis.call('RPUSH', queue, place) end
redis.call('EXPIRE', queue, 86400)
local first = head()
if first == place then return 1 end
call(first)
return 0
"""
)

#: ARGV: place. Leaves the queue and calls the next one.
LEAVE: Final = (
    _HEAD
    + """
local was_first = redis.call('LINDEX', queue, 0) == place
redis.call('LREM', queue, 0, place)
local first = head()
if was_first and first then call(first) end
"""
)
