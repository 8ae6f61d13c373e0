# A recruitment text that somebody forwards
forwarded-read = This is a text to recruit volunteers. What I read is below. I'll ask for the rest.
forwarded-days = It names several days: { $days }. Post one first. You can add the others as shifts.
forwarded-times = It names several times: { $times }. Post one first. You can add the others as shifts.
