log-hours-ask-project = Which project was it for?
log-hours-which-project = Which one do you mean?
log-hours-ask-date = Which day? For example: yesterday, or 2026-11-20.
log-hours-ask-times = From when to when? For example 14:00–17:00. Or just how long, such as "2.5 hours".
log-hours-ask-note = What did you do? Write a sentence, or skip.
log-hours-label-project = Project
log-hours-label-date = Day
log-hours-label-times = Time
log-hours-label-note = Note
log-hours-read-back = Please check what you want to log:
log-hours-no-project = No project (a good deed of my own)
log-hours-done = Logged. It waits to be confirmed, by { $deadline } at the latest. We will tell you.
log-hours-holidays-unknown = The public holidays of { $year } are not known yet: this day is counted from Monday to Friday, and may change.
log-hours-cancelled = All right, nothing is logged.

correct-hours-ask-entry = Which record is wrong?
correct-hours-none-meant = I found no such record. Please choose from the latest ones.
correct-hours-ask-times = How long should it be? For example "3 hours".
correct-hours-ask-reason = Please say why in a few words, so that the leader can check.
correct-hours-label-entry = Record
correct-hours-label-times = Should be
correct-hours-label-reason = Why
correct-hours-read-back = Please check the correction:
correct-hours-done = The leader will check it. We will tell you; until then the record stays as it is.
correct-hours-cancelled = All right, the record stays as it is.

hours-total = Your total: { $hours }
hours-checked-in = Checked in: { $hours }
hours-confirmed = Confirmed: { $hours }
hours-waiting = Waiting to be confirmed: { $hours } (not counted yet)
hours-of = { $heading }: { $hours }
hours-of-title = · { $title }: { $hours }
hours-year = { $year }: { $hours }
records-none = There are no records yet.
records-head = Your records
records-left = { $left } more.
record-label = { $title }, { $day }, { $hours }
record-lines = [{ $title }]
    { $day } · { $hours }
    { $grade }
grade-checked-in = Checked in
grade-confirmed = Confirmed
grade-claimed = Waiting to be confirmed

check-in-done = You are checked in: "{ $title }", { $time }. Please remember to check out at the end.
check-in-how = When you are there, ask the leader for the six-digit code and send: checkin and the code. You can also scan the leader's QR code.
    Your next sign-up: "{ $title }", { $span }
check-out-done = You are checked out: "{ $title }". We recorded { $hours } ({ $span }). Thank you!
check-out-earlier = The check-out is noted at this moment. You said you left earlier: choose "A record is wrong", and the leader corrects it.
check-out-too-short = You are checked out: "{ $title }". It was less than a minute, so no time is recorded. If you didn't mean to, just check in again.
check-out-which = Which one do you want to check out of?

chart-title = Hours month by month
chart-other = Other kinds
chart-total = { $hours } in all
