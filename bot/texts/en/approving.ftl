approve-none = There are no hours to check.
approve-head = Hours to check: { $count }
approve-none-meant = What you named is not waiting. These are:
approve-left = { $left } more.
claim-label = { $name }, { $day }, { $hours }
claim-lines = { $name }: "{ $title }"
    { $when }, { $hours }
claim-age = { $days ->
    [0] Logged today
    [one] Waiting for 1 day
   *[other] Waiting for { $days } days
}
claim-due = { $left ->
    [0] To be checked by { $deadline }: today is the last day
    [one] To be checked by { $deadline }: 1 working day left
   *[other] To be checked by { $deadline }: { $left } working days left
}
claim-overdue = { $over ->
    [one] To be checked by { $deadline }: 1 day late
   *[other] To be checked by { $deadline }: { $over } days late
}
claim-note = Note: { $note }
claim-forgotten = Forgot to check out: counted up to the planned end.
claim-second = One person has approved. A second one is needed.
confirm-claim-done = Approved. The hours count now, and the volunteer is told.
confirm-claim-second = You have approved. It is over 8 hours that day, so a second person has to approve too, and is told.
confirm-claim-second-nobody = You have approved. It is over 8 hours that day, so a second person has to approve too.
    Nobody else can yet: please invite an organizer under "Manage".

refuse-claim-ask-reason = Why not? The volunteer gets this sentence.
refuse-claim-label-reason = Reason
refuse-claim-read-back = Refuse: { $claim }
    Reason: { $reason }
refuse-claim-done = The volunteer is told that it was refused, and why.
refuse-claim-cancelled = All right, nothing is decided.

approve-all-read-back = Approve all { $count }? That is { $hours }: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more people
    }{ $left ->
        [0] {""}
       *[other] . That is all for one time; { $left } more wait.
    }
approve-all-done = Approved: { $confirmed }.{ $second ->
        [0] {""}
       *[other] {" "}Waiting for a second person: { $second }.
    }{ $refused ->
        [0] {""}
       *[other] {" "}Could not be approved: { $refused }. Please look at them one by one.
    }
approve-all-cancelled = All right, nothing is decided.

correct-entry-ask-times = How long should it be? For example "3 hours".
correct-entry-ask-reason = Why do you correct it? The volunteer gets this sentence.
correct-entry-label-times = Should be
correct-entry-label-reason = Reason
correct-entry-read-back = Please check the correction:
correct-entry-record = Record: { $name }, "{ $title }", { $day }, { $hours }
correct-entry-done = Corrected. The volunteer is told.
correct-entry-cancelled = All right, the record stays.
