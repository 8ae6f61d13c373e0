# Cases: a person to talk to, complaints, incidents, requests for help
case-kind-help = Question
case-kind-complaint = Complaint
case-kind-incident = Incident
case-kind-service = Request for help
case-name = { $kind } (number { $number })

do-my-cases = My cases
do-my-case = See how it goes
do-reply-to-case = Add something
do-reopen-case = Not solved yet
do-solve-case = That solved it
do-cases = Answer cases
do-case = See all of it
do-answer-case = Answer
do-take-case = I'll see to it
do-take-over-case = I'll take it over
do-close-case = Close it
do-set-on-duty = Who is on duty
do-complain = Complain
do-report-incident = Report an incident
do-request-service = Ask for a volunteer

# The person who asks
talk-to-human-ask-text = All right, I'll pass it on to the person on duty. What is it about?
talk-to-human-ask-about = Is it about one of these activities?
talk-to-human-read-back = Please check. Then I pass it on to the person on duty:

complain-ask-text = I'm sorry about that. Please write what happened, and I'll pass it on to somebody who can act.
complain-ask-about = Which activity was it?
complain-read-back = Please check. Then I pass it on to somebody who can act:

report-incident-ask-danger = If someone is hurt or in danger, call first: ambulance 120, police 110, fire 119.
    Is anybody still in danger?
report-incident-ask-text = Please write what happened and how people are.
    In danger, call 120, 110 or 119 first.
report-incident-ask-about = At which activity was it?
report-incident-ask-place = Where is it? Please write the exact place.
report-incident-read-back = In danger, call first: ambulance 120, police 110, fire 119.
    Please check. Then I tell all organizers at once:

request-service-ask-text = Please write what help is needed, when, and for whom.
request-service-ask-place = Where is it? The district and street will do, without a door number.
request-service-read-back = Please check. Then I pass it on to the person on duty:

case-danger-yes = Somebody is in danger
case-danger-no = Nobody is in danger
case-about-none = None of these
case-label-danger = Danger
case-label-text = Message
case-label-about = Activity
case-label-place = Place
case-cancelled = All right, nothing was sent.

case-phone-hidden = Phone numbers aren't shown to the other side, so I put stars in their place. You can write to each other here.
case-only-phone = Phone numbers aren't shown to the other side. Please write it in words; the answer comes here.

case-done = All right, the person on duty has it. Its number is { $number }.
    The answer comes here. To see how it goes or to add something, send "my cases".
case-done-morning = All right, it's noted. Its number is { $number }.
    Nobody is disturbed at night: the person on duty gets it { $at }. In danger, call 120, 110 or 119.
    The answer comes here. To see how it goes or to add something, send "my cases".
case-done-nobody = All right, it's noted. Its number is { $number }.
    Nobody is on duty now. Whoever comes will see it.
    To see how it goes or to add something, send "my cases".
case-done-incident = I have passed it on to all organizers. Its number is { $number }.
    In danger, call first: ambulance 120, police 110, fire 119.
    The answer comes here. To see how it goes or to add something, send "my cases".

# The person who asks: how it goes
my-cases-none = You have no cases. To reach a person, choose below, or just tell me what it is about.
my-cases-head = Your cases:
my-cases-left = { $left } more.
my-case-line = { $name }, { $day }, { $state }
case-state-open = waiting for an answer
case-state-taken = somebody is seeing to it
case-state-answered = answered
case-state-closed = closed
case-earlier = { $left } before these.
case-you = You
case-nameless = Somebody not registered
case-staff = An organizer
case-staff-named = Organizer { $name }
case-said = { $who }: { $text }
case-note = { $who } (closing note): { $text }
case-about-line = Activity: { $title }, { $span }
case-place-line = Place: { $place }
case-danger-line = Somebody is in danger
case-gone = What it said was deleted as the person asked.

reply-to-case-ask-text = What do you want to add?
reply-to-case-read-back = { $name }
    You: { $text }
    Send it?
reply-to-case-done = It's sent, number { $number }. The answer comes here.
reply-to-case-done-morning = It's noted, number { $number }. The person on duty gets it { $at }.
solve-case-done = Good, number { $number } is closed. If it isn't solved after all, you can open it again.

# The organizers
cases-none = There are no cases to see to now.
cases-head = { $count ->
    [1] There is 1 case:
   *[other] There are { $count } cases:
}
cases-left = { $left } more.
cases-line = { $name }, { $who }, { $waits ->
        [yes] waiting for { $age }
       *[no] answered
    }
case-title-line = Activity: { $title }
case-label = { $kind } { $number }
case-age = { $unit ->
    [moment] less than a minute
    [minutes] { $count } min
    [hours] { $count } h
   *[days] { $count } d
}
case-head = { $name }
    { $who }, { $day }, { $state }
case-assigned = Seen to by { $who }

answer-case-ask-text = Please write your answer, and I'll pass it on.
answer-case-read-back = { $case }

    Your answer: { $text }
    Send it?
answer-case-done = Your answer is on its way, number { $number }.
answer-case-done-morning = Your answer is noted, number { $number }. They get it { $at }.

close-case-ask-text = Please write a closing note. The person will read it.
close-case-read-back = { $case }

    Closing note: { $text }
    Close it?
close-case-done = Number { $number } is closed, and the person will be told.
take-case-done = All right, number { $number } is yours. The person sees that somebody is on it.

set-on-duty-ask-node = Where?
set-on-duty-now = { $now ->
    [nobody] Nobody is on duty now, so cases go to the nearest organizers.
   *[somebody] On duty now: { $name }.
}
set-on-duty-ask-person = Who is to be on duty?
set-on-duty-label-node = Where
set-on-duty-label-person = On duty
set-on-duty-read-back = Please check who is on duty:
set-on-duty-cancelled = All right, nothing was changed.
set-on-duty-done = Done: { $name } is on duty at "{ $node }".
set-on-duty-done-nobody = Done: nobody is on duty at "{ $node }". Cases go to the nearest organizers.
on-duty-myself = Myself ({ $name })
on-duty-nobody = Nobody

# To the person who asked
notice-case-answered = { $name }: you have an answer.
    { $who }: { $text }
notice-case-closed = { $name } is closed.
    { $who }: { $text }
    If it isn't solved, you can open it again.
# To organizers
notice-case-opened = New: { $name }{ $danger ->
        [yes] , in danger! First ask whether 120, 110 or 119 was called.
       *[no] {""}
    }
    { $who }: { $text }{ $more }
    Please answer, and I'll pass it on.
notice-case-replied = { $name }: there is a new message.
    { $who }: { $text }
notice-case-escalated = { $name } has waited for { $age } and nobody has answered. Please see to it.
    { $who }: { $text }{ $more }
notice-case-solved = { $name } is solved, { $who } says. There is nothing left to do.
notice-case-taken-over = { $name } is seen to by { $by } now. There is nothing left for you to do.
notice-on-duty = You are on duty at "{ $node }" now. Cases there come to you first.
waiting-notice-cases = Send "my cases" to see it and answer.
