# Why something can't be done, and what can be done instead

# People
refused-not-registered = You need to register first. It takes a minute.
refused-already-registered = You're registered already. To change your details, choose "Settings".
refused-not-allowed = You don't have the right to do this. If you need it, ask an administrator of your organization.
refused-not-found = I couldn't find what you mean. Please choose again from the menu.
refused-guardian-missing = You're under 18, so a guardian must agree before you sign up.
refused-guardian-too-young = A guardian must be 18 or older. Please ask an adult guardian.
refused-guardian-is-self = You can't be your own guardian. Your guardian must send this code from their own account.
refused-no-consent-given = There's no such consent of yours. It may be withdrawn already.
refused-guardian-not-needed = You're 18 or older, so you don't need a guardian. You can sign up right away.
refused-record-frozen = This profile was deleted as asked and can't be used. You can register again.
refused-nothing-stored = You aren't registered, so there's nothing to delete.
refused-birth-date-impossible = This birth date isn't possible. Write your real one, like 1990-05-01.

# Codes
refused-code-wrong = That code isn't right. Check it and send it again, or ask for a new one.
refused-code-expired = That code is too old. Please ask for a new one.
refused-code-used = That code was used already. Please ask for a new one.
refused-invitation-withdrawn = This invitation was withdrawn. To join, please ask the organizer for a new one.
refused-too-many-tries = That was wrong { $tries } times, so you can't try again for now. Wait 10 minutes and use a new code.

# Linking accounts
refused-link-same-platform = You can link one account per platform. Use an account on the other platform, or ask an administrator of your organization.
refused-link-same-person = These two accounts belong to the same person already. There's nothing to link.
refused-link-birth-dates-differ = The two accounts have different birth dates, so they can't be linked. Check your details, or ask an administrator of your organization.

# Organizations
refused-name-taken = That name is taken. Please choose another one.
refused-not-a-member = There is no such member. They may have left.
refused-last-administrator = This is the last administrator, so the role stays. Add another administrator first.

# Families
refused-household-adult-needed = A family is kept by a volunteer of 18 or older. Please ask an adult to send "family".
refused-household-full = A family has { $size } people at most, and yours is full. You can take somebody out first.
refused-household-is-self = This is your own code. Your relative sends it from their own account.
refused-already-in-household = They're in the family already. There's nothing to do.
refused-not-in-household = There is nobody like that in the family. They may have left.
refused-relative-cannot-come = { $why ->
        [already-signed-up] { $name } is signed up already.
        [clash] { $name } can't come: there is another sign-up at the same time.
        [guardian-missing] { $name } can't come: a guardian must agree first.
        [too-young] { $name } can't come: the age doesn't fit.
        [minor-on-risky-shift] { $name } can't come: it's risky, and nobody under 18 can take part.
        [skill-missing] { $name } can't come: it needs a special skill.
        [training-missing] { $name } can't come: it needs a training first.
       *[other] { $name } can't be signed up now.
    }
refused-relative-refused = { $name } can't take part at this time now. Please choose again who comes.
refused-places-short = Places were taken meanwhile. { $free } left now.
refused-child-of-age = Somebody of 18 or older registers with their own account. Then you can invite them.

# Projects and shifts
refused-insurance-missing = A project with risks needs insurance before it can open. Please enter it first.
refused-shift-in-past = That start has passed. Please choose a later time.
refused-ends-before-start = The end must come after the start. Please change the time.
refused-shift-too-long = That's too long for one shift. Please make several shifts.
refused-shift-cancelled = This shift was cancelled. You can look at other projects.
refused-state-does-not-follow = The project can't change in this way now. Please look at its state first.
refused-shift-begun = This time has begun and can't be changed any more.
refused-project-paused = This project takes no sign-ups for now. You can come back in a few days, or look at other projects.
refused-project-closed = This project has ended and can't be changed any more. To run it again, make a copy of it.
refused-too-many-weeks = It can be repeated for 1 to { $most } weeks. Please change it.
refused-no-show-not-noted = No no-show is noted for them, so there is nothing to take back.
refused-nothing-changed = Nothing is changed yet. Choose "Change" and what to change, or "Cancel".
refused-manages-already = This person manages the project already.
refused-places-missing = There can't be fewer places than people who signed up. Please choose more.

# Signing up
refused-shift-over = This shift is over. You can look at other projects.
refused-registration-closed = You can't sign up now: it hasn't opened yet, or it's closed. You can look at other projects.
refused-already-signed-up = You've signed up for this shift already.
refused-clash = It clashes with your other shift, which starts { $starts_at }. To change, cancel that one first.
refused-too-young = { $age ->
    [no] This project isn't open to people under 18. You can look at other projects.
   *[other] You must be { $age } or older for this project. You can look at other projects.
}
refused-minor-on-risky-shift = This shift has risks, so people under 18 can't join. You can look at other projects.
refused-skill-missing = This project needs a skill: { $skill }. If you have it, add it in "Settings" and sign up again.
refused-training-missing = This project needs training first: { $training }. After it, add it to your skills in "Settings" and sign up again.
refused-waitlist-full = The shift and its waitlist are full. You can look at other projects.
refused-acknowledgement-outdated = The project's description has just changed. Please read it again, then sign up.
refused-not-signed-up = You haven't signed up for this shift.
refused-offer-over = The time to take the place has passed, and it went to the next person. You can sign up again.

# People on a shift
refused-phone-not-shown = Phone numbers of those with a place are shown from a day before to a day after. At other times you can send a message to all.
refused-phone-missing = This volunteer left no phone number. You can send a message to all.
refused-phone-of-another = Your message has { $name }'s phone number in it. Please take it out: volunteers' numbers are not passed on.
refused-nobody-to-tell = Nobody has a place here yet, so there is nobody to tell.
refused-message-too-late = It ended more than a day ago, so you can't send a message to all any more.
refused-on-roster-already = This volunteer is on the list already and can just check in.
refused-no-place-on-site = You are not signed up for this, and it is full. If you want to stay and help, tell the leader your volunteer number: { $number }.
refused-cover-not-needed = It is full, so there is nobody to find.
refused-cover-too-late = It has begun, so it is too late to find somebody. Who comes can be added on site.
refused-cover-too-early = It is too early for this. Cover is found within { $hours } hours before the start; until then, send a broadcast.
refused-messages-used-up = You have sent { $times } messages to all today. Send the next one tomorrow, or call if it is urgent.

# Attendance
refused-check-in-too-early = It's too early to check in. Please come back after { $opens_at }.
refused-check-in-too-late = It's too late to check in. If you took part, log your hours and the leader will confirm them.
refused-check-out-too-late = It's too late to check out. We use the planned end, and the leader will confirm it.
refused-already-checked-in = You've checked in already. Check out when you finish.
refused-already-checked-out = You've checked out already.
refused-not-checked-in = There's nothing to check out of now. If you took part, log your hours and the leader will confirm them.
refused-has-come = This volunteer has checked in meanwhile, so no absence is noted.
refused-shift-not-over = It isn't over yet; it ends on { $ends_at }. Mark who came after that.
refused-nobody-to-mark = Everybody is marked already. To change somebody's times, choose "Correct the times".

# Hours
refused-claim-in-future = That time hasn't come yet. Log your hours after the service.
refused-claim-too-old = Hours can be logged up to { $days } days after the service, and that time has passed. If you need to, ask the leader to correct it.
refused-claim-too-short = You can log { $least } minutes or more.
refused-claim-overlaps = This overlaps another record of service, which starts { $starts_at }. Please change the time.
refused-claim-which-shift = You signed up for { $count } shifts of this project that day. Please say from when to when it was, for example 14:00–17:00.
refused-claim-over-daily-limit = You can log at most { $hours } hours a day, and this is more. Please make it shorter.
refused-claim-decided = This claim has been decided already.
refused-second-person-needed = More than 8 hours in a day: a second person must confirm it.
refused-times-impossible = That time isn't possible. Please change it.
refused-own-hours = You can't confirm your own hours. Please ask another leader.
refused-entry-replaced = This record was corrected before. Please look at the newest one.
refused-no-records = There are no records yet, so there's nothing to correct.
refused-no-open-claims = None of your hours wait to be confirmed, so there's nothing to take back.
refused-nothing-waits = No hours are waiting to be checked.
refused-no-organization = There is no organization here yet that could confirm it. Please log it after an organization has started.

# Cases
refused-nobody-to-ask = There is no organization here yet, so nobody can answer you. If it's urgent, call 110 or 120.
refused-too-many-cases = You have { $most } open cases already. You can add to one of them, or wait until one is closed.
refused-case-closed = Number { $number } is closed. If the person adds something, it opens again.
refused-case-closed-long-ago = Number { $number } was closed long ago, so nothing can be added. Please tell me again, and I'll pass it on.
refused-case-moved-on = There was a new message just now, and yours isn't sent yet. Please read it first.
refused-case-taken = { $name } is seeing to this one already.
refused-own-case = This is your own case, so somebody else has to see to it.
refused-on-duty-needs-role = Only people with a role here can be on duty. Please invite them first.
# reports
refused-report-in-future = { $first } is still to come, so there are no figures yet. Please choose a time that has begun.
refused-report-ends-before-start = The first day must come before the last, and you said { $first } to { $last }. Please say it the other way round.
