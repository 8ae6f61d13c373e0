# What the conversation itself says

# Not understood, no such choice, too old
not-understood = I didn't understand that. Choose one below, or send "help" to see what you can say.
no-such-number = There's no such choice. Please send a number from 1 to { $most }.
stale = That button is too old.
payload-unknown = This QR code or link doesn't work any more. Please ask for a new one.
our-mistake = Sorry, something went wrong on our side, and this step wasn't done. Please try again in a moment.

# What is no text
media-voice = I can't listen to voice messages yet. Please type it.
media-picture = I can't look at pictures yet. Please type it.
media-video = I can't watch videos yet. Please type it.
media-sticker = Thanks for the sticker! To get something done, send "menu".
media-file = I can't open files yet. Please type it.
media-link = I can't open links yet. Please type it.
media-other = I can't read this kind of message yet. Please type it.
contact-unasked = I don't need a phone number now, so I didn't keep it. To change yours, send "settings".
location-unasked = I don't need a location now, so I didn't keep it.

# Filling something in
continue-form = Continue
form-choose = Please choose one.
form-what-to-change = What do you want to change?
form-at-first-question = This is the first step already. To stop, send "cancel".
form-not-confirmed = All right, nothing is confirmed. If something is wrong, choose "Change"; to stop, choose "Cancel".
form-cannot-skip = This step can't be skipped.
nothing-to-cancel = There's nothing to cancel now.
nothing-to-skip = There's nothing to skip now.

# The single answers
field-yes = Yes
field-no = No
field-none = not given
field-joint = {", "}
field-line = { $label }: { $value }
field-wants-text = Please type your answer.
field-wants-words = Please answer in words, not only with signs or emoji.
field-too-long = This has { $length } characters, which is too long. Please use at most { $longest }.
field-not-a-choice = That isn't one of the choices. Please choose one below.
field-options-left = { $left } more: choose "More".
field-wants-date = I couldn't read that date. Write it like 2026-11-22 or 22 Nov.
field-wants-moment = Write a day and a time, like 26 November 18:00.
field-wants-birth-date = I couldn't read that date. Write year, month and day, like 1990-05-01.
field-impossible-date = There's no such day. Please look at the date again.
field-wants-times = I couldn't read that time. Write it like 14:00-17:00 or 3 hours.
field-wants-from-to = Please write when it starts and ends, like 14:00-17:00.
field-impossible-times = There's no such time. Please look at it again.
field-times = { $start }–{ $end } ({ $length })
field-contact-not-own = This isn't your own number. Please send your own phone number.
form-news-between = There was news just now. Do you mean what is below?
form-one-at-a-time = Please confirm or cancel this one first, then log the next.
field-wants-no-question = That sounds like a question, so I did not take it as the answer.
field-wants-phone = I couldn't read that number. Write your 11-digit mobile number; numbers from other countries begin with +.
field-wants-number = Please send a number from { $least } to { $most }.
field-agree-or-not = Please choose "I agree" or "I don't agree".
field-wants-name = Please write a name in letters.
field-several-so-far = Chosen: { $chosen }. Choose another one, or send "done".
field-several-none = Nothing is chosen. Choose one, or send "done".
field-several-done = Done

# What can be done (menus and ways out)
do-register = Register
do-menu = Menu
do-help = Help
do-change-language = Language
do-browse-offerings = See projects
do-my-sign-ups = My sign-ups
do-check-in = Check in
do-check-out = Check out
do-log-hours = Log hours
do-query-hours = My hours
do-settings = Settings
do-stop-messages = Stop messages
do-resume-messages = Resume messages
do-my-data = My data
do-link-account = Link an account
do-guardian = Ask a guardian
do-organize = Manage
do-create-project = Post a project
do-view-roster = See who comes
do-approve-hours = Confirm hours
