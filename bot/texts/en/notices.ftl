# To the person
notice-place-offered = A place is free: "{ $title }"
    When: { $span }
    Where: { $address }
    Please answer by { $until }. After that it goes to the next person.
notice-offer-expired = We had no answer from you about the place on "{ $title }" ({ $span }), so it went to the next person. You can look at other projects.
notice-shift-cancelled = Sorry, "{ $title }" is cancelled.
    When: { $span }{ $because }
    Your sign-up has ended. You can look at other projects.
notice-shift-reminder = Reminder: "{ $title }"
    When: { $span }
    Where: { $address }{ $more }
    Can you come?
notice-hours-confirmed = Your hours are confirmed: "{ $title }", { $day }, { $hours }. Thank you!
notice-hours-refused = Your hours were not approved: "{ $title }", { $day }, { $hours }.
    Reason: { $reason }
    If you disagree, talk to the leader or log them again.
notice-correction-declined = Your correction was looked at. "{ $title }" on { $day } stays { $hours }.
    Reason: { $reason }
notice-hours-corrected = Your hours for "{ $title }" on { $day } are now { $hours }.
    Reason: { $reason }
notice-check-out-forgotten = You did not check out of "{ $title }" ({ $span }). We logged { $hours }, up to the planned end. The leader still has to confirm them.
notice-guardian-consented = { $newcomer ->
    [yes] Your guardian has agreed, so we go on. What is your name?
   *[no] Your guardian has agreed. You can sign up now.
}
notice-guardian-refused = Your guardian didn't agree, so we can't go on yet. Please talk to your guardian.
notice-linked = Your two accounts are linked. Their hours count together.
notice-link-asked = This account wants to link with yours: { $other }
    Sign-ups and hours would be shared. Is it your own account?
    You can also send "link" to see it again.
# To a leader or organizer
notice-late-cancellation = { $name } cannot come to "{ $title }" ({ $span }).
notice-place-left = A place on "{ $title }" ({ $span }) has come free. Nobody took it, and nobody else waits.
notice-claim-waiting = { $name } logged { $hours } for "{ $title }" on { $day }. Please check by { $deadline }.
notice-claim-escalated = Please check soon: { $name }, "{ $title }", { $day }, { $hours }. The last day is { $deadline }.
notice-claim-second = Please be the second to check: { $name }, "{ $title }", { $day }, { $hours }.
    It is over 8 hours that day, and one person has approved. The last day is { $deadline }.
notice-link-conflict = Two accounts want to link, but their details differ. Please check.
notice-correction-asked = { $name } says a record is wrong: "{ $title }", { $day }. It says { $before }, it should be { $hours }.
    They wrote: { $reason }
    Please check.
notice-no-shows = { $name } did not come { $times } times within a year. For your information; nothing is blocked.

notice-consent-withdrawn = Your guardian has taken back their consent. { $follows ->
        [barred] You can't sign up for now, and what you signed up for is cancelled. When a guardian agrees again, you can: send guardian.
       *[other] What you signed up for stays.
    }
decline-offer = I can't go
i-am-coming = I'm coming
i-cannot-come = I can't come
good-deed = A good deed
waiting-notice-signups = Send "signups" to answer.
waiting-notice-approve = Send "approve" to see it.
# Parts that may be left out
notice-because = Reason: { $because }
notice-bring = Please bring: { $bring }
notice-contact = Contact: { $contact }

gist-place-offered = Please answer here
gist-shift-reminder = Tell us if you can't
gist-shift-cancelled = Nothing else to do
gist-hours-confirmed = Thank you
