# One adult signs up several of the family
who-everybody = All of us
who-me = { $name } (me)
who-none = Nobody is chosen yet. Please choose at least one.
who-not-understood = I'm not sure who you mean. Choose a name, or send the numbers, such as "1 2".
who-cannot = { $why }
cannot-come = { $reason ->
        [already-signed-up] { $name } is signed up already.
        [clash] { $name } can't come: there is another sign-up at the same time.
        [guardian-missing] { $name } can't come: a guardian must agree first.
        [too-young] { $name } can't come: the age doesn't fit.
        [minor-on-risky-shift] { $name } can't come: it's risky, and nobody under 18 can take part.
        [skill-missing] { $name } can't come: it needs a special skill.
        [training-missing] { $name } can't come: it needs a training first.
       *[other] { $name } can't be signed up now.
    }

sign-up-together-ask-shift = Which time would you like?
sign-up-together-ask-people = Who comes? Choose one after the other, or send several numbers, such as "1 2".
sign-up-together-ask-if-short = There aren't enough places for all of you. What would you like?
sign-up-together-label-shift = Time
sign-up-together-label-people = Who comes
sign-up-together-label-if-short = Too few places
sign-up-together-fit = Only { $names }
sign-up-together-wait = All { $count } on the waiting list
sign-up-together-none = Nobody this time
sign-up-together-people = Who comes:
sign-up-together-person = · { $name }: { $how ->
        [comes] signed up
        [waits] waiting list
       *[not] not this time
    }
sign-up-together-one-by-one = If you confirm, you're all on the waiting list. When places are free, we ask you for one person after the other.
sign-up-together-done = You are signed up: "{ $title }"
    Who comes: { $names }
    When: { $span }
    Where: { $address }
    If somebody can't come, please cancel early so that somebody else can.
sign-up-together-waits = On the waiting list: "{ $title }"
    When: { $span }
    Where: { $address }
sign-up-together-rank = · { $name }: number { $rank }
sign-up-together-cancelled = All right, nobody is signed up.

cancel-together-ask-shift = Which one do you want to cancel?
cancel-together-ask-people = Who doesn't come? Choose one after the other, or send several numbers, such as "1 2".
cancel-together-label-shift = Sign-up
cancel-together-label-people = Who doesn't come
cancel-together-who = Cancelled for: { $names }
cancel-together-cancelled = All right, you all stay signed up.

check-in-together-ask-people = Who is here? Choose "All of us", or one after the other; you can also send several numbers, such as "2 3".
check-in-together-label-people = Who is here
check-in-together-cancelled = All right, nobody is checked in.
check-in-together-done = You are checked in: "{ $title }", { $time }.
    Checked in: { $names }
    Please remember to check out at the end.
check-in-not = { $reason ->
        [already-checked-in] { $name } is checked in already.
        [already-checked-out] { $name } is checked out already.
        [not-signed-up] { $name } isn't checked in: no place on this shift.
        [not-chosen] { $name } isn't checked in: not chosen this time. To check in, send the code once more.
       *[other] { $name } isn't checked in: that can't be done now.
    }

check-out-together-ask-people = Who goes? Choose "All of us", or one after the other; you can also send several numbers, such as "2 3".
check-out-together-label-people = Who goes
check-out-together-cancelled = All right, you all stay checked in.
check-out-together-done = You are checked out: "{ $title }". Thank you!
check-out-together-person = · { $name }: we recorded { $hours } ({ $span })
check-out-together-too-short = · { $name }: less than a minute, so no time is recorded
check-out-not = { $reason ->
        [already-checked-out] { $name } is checked out already.
        [not-checked-in] { $name } wasn't checked in: nothing to check out.
        [not-chosen] { $name } is still checked in. Please check out when leaving.
       *[other] { $name } isn't checked out: that can't be done now.
    }

sign-up-of = Who comes: { $name }
sign-up-state-of = { $name }: { $state }
answer-for = { $answer } ({ $name })

notice-signed-up-for = { $by } has { $waits ->
        [yes] put you on the waiting list
       *[no] signed you up
    }: "{ $title }"
    When: { $span }
    Where: { $address }
    If you don't want to go, you can cancel at any time.
notice-cancelled-for = { $by } has cancelled "{ $title }" for you.
    When: { $span }
    If you want to go, you can sign up yourself.
notice-checked-out-for = { $by } has checked you out of "{ $title }" on { $day }: { $hours }.
    If that is wrong, choose "A record is wrong".
notice-about = This is about { $name }:
    { $text }
notice-family = Coming with you: { $family }
