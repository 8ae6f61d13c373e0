create-project-ask-title = What is the project called?
create-project-ask-category = Which kind of service is it?
create-project-ask-recipient = Who is it for?
create-project-ask-date = Which day? For example: next Saturday, or 2026-11-28.
create-project-ask-times = From when to when? For example 14:00–17:00.
create-project-ask-address = Where? Please give the full address.
create-project-ask-places = How many people do you need?
create-project-ask-content = What will they do? One or two sentences.
create-project-ask-risks = Are there risks to know about? Skip if there are none.
create-project-ask-minimum-age = How old must people be? Skip if it does not matter.
create-project-label-title = Name
create-project-label-category = Kind
create-project-label-recipient = For
create-project-label-date = Day
create-project-label-times = Time
create-project-label-address = Where
create-project-label-places = People
create-project-label-content = What
create-project-label-risks = Risks
create-project-label-minimum-age = Minimum age
create-project-read-back = Please check the project:
create-project-done = Posted: "{ $title }", no. { $number }. People can sign up now.
create-project-cancelled = All right, nothing is posted.

add-shift-ask-date = Which day? For example: next Saturday, or 2026-11-28.
add-shift-ask-times = From when to when? For example 14:00–17:00.
add-shift-ask-address = Where? Please give the full address.
add-shift-ask-places = How many people do you need?
add-shift-label-date = Day
add-shift-label-times = Time
add-shift-label-address = Where
add-shift-label-places = People
add-shift-read-back = Please check the new time:
add-shift-done = Added: { $span }
add-shift-cancelled = All right, nothing is added.

cancel-shift-ask-reason = Why is it cancelled? Everybody who signed up gets this sentence.
cancel-shift-label-reason = Reason
cancel-shift-read-back = Cancel "{ $title }"?
    When: { $span }
    Reason: { $reason }
    People who will be told: { $people }
cancel-shift-done = It is cancelled. Everybody who signed up is being told.
cancel-shift-cancelled = All right, it stays.

roster-which = Which one?
roster-shifts-left = { $left } more.
roster-no-shifts = You have nothing to look after at the moment.
roster-head = "{ $title }", { $span }
    { $coming } of { $places } places taken, { $waiting } waiting
roster-person = · { $name } ({ $state })
roster-left = { $left } more.
roster-confirmed = signed up
roster-waiting = waiting
roster-offered = place offered, no answer yet
roster-checked-in = checked in
roster-checked-out = checked out
show-code = Check-in code for "{ $title }": { $code }
    Check-in is open: { $open }
    Volunteers send: checkin { $code }, or scan the QR code.
