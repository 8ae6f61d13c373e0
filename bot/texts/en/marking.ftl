do-mark-attendance = Mark who came
mark-attendance-ask-absent = Who did not come? Send numbers or names, for example "all but 3 and 5". If nobody is missing, send "All came".
mark-attendance-all-came = All came
mark-attendance-how = Send the numbers or names of those who did not come, for example "3, 5". If nobody is missing, send "All came".
mark-attendance-unknown = Not on the list: { $words }. Please send numbers.
mark-attendance-several = More than one person is called that: { $words }. Please send numbers.
mark-attendance-beyond = These first; { $left } more come after them.
mark-attendance-ask-no-show = Shall it be noted that they did not come? It is a note only and blocks nobody.
mark-attendance-no-show-yes = Note it
mark-attendance-no-show-no = Not now
mark-attendance-label-absent = Who did not come
mark-attendance-label-no-show = What is noted about them
mark-attendance-read-back = Please check who came to "{ $title }", { $span }:
mark-attendance-came = { $count } came; { $hours } each are recorded, and they are told: { $names }
mark-attendance-no-show = { $count } did not come, which is noted: { $names }
mark-attendance-absent = { $count } did not come, nothing is noted: { $names }
mark-attendance-done = { $recorded ->
    [one] The hours of 1 person are recorded.
   *[other] The hours of { $recorded } people are recorded.
    }{ $second ->
        [0] {""}
       *[other] {" "}Over 8 hours that day, so a second person has to approve and is told: { $second }.
    }{ $absent ->
        [0] {""}
       *[other] {" "}Noted as absent: { $absent }.
    }{ $already ->
        [0] {""}
       *[other] {" "}Checked in already, left as they are: { $already }.
    }
mark-attendance-go-on = Go on with the others
mark-attendance-cancelled = All right, nothing is marked.
mark-attendance-not-own-hours = your own hours have to be marked by another leader
mark-attendance-not-claim-overlaps = overlaps another record, not marked
mark-attendance-not-claim-over-daily-limit = more than 12 hours that day, not marked
mark-attendance-not-not-signed-up = has no place any more, not marked
mark-attendance-not-any = not marked
notice-hours-marked = The leader noted that you came to "{ $title }" on { $day }: { $hours }. Thank you!
    If that is wrong, choose "A record is wrong".
