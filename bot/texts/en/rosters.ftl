roster-which = Which one?
roster-shifts-left = { $left } more.
roster-no-shifts = You have nothing to look after at the moment.
roster-head = "{ $title }", { $span }
    { $coming } of { $places } places taken, { $waiting } waiting, { $sure } said they are coming
roster-person = · { $name } ({ $state })
roster-person-with = · { $name } ({ $state }, with { $adult })
roster-left = { $left } more.
roster-confirmed = signed up
roster-waiting = waiting
roster-offered = place offered, no answer yet
roster-coming = said they are coming
roster-no-show = did not come
roster-checked-in = checked in
roster-checked-out = checked out
show-code-which = Whose check-in code?
show-code = Check-in code for "{ $title }": { $code }
    Check-in is open: { $open }
    Volunteers send: checkin { $code }, or scan the QR code.
