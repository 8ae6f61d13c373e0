# A project like an earlier one, a shift again every week
do-copy-project = Run it again
do-repeat-weekly = Repeat weekly
create-project-ask-open-now = Open it for sign-up at once? If not, it is kept as a draft.
create-project-label-open-now = Open at once
copy-project-read-back = Please check the new project. You can change everything:
copy-project-cancelled = All right, nothing new is posted.
project-kept = Kept as a draft: "{ $title }", no. { $number }. Open it when you are ready.
project-kept-uninsured = Kept as a draft: "{ $title }", no. { $number }.
    A project with risks needs an insurance before it can be opened.

repeat-weekly-ask-weeks = For how many more weeks, or until which day? For example: 8, or 26 December. At most 26 weeks.
repeat-weekly-label-weeks = Repeat
repeat-weekly-wants-weeks = Write a number of weeks, like 8, or the last day, like 26 December.
repeat-weekly-none-by-then = There is no week to repeat until that day. Please give a later day.
repeat-weekly-weeks = { $weeks ->
        [one] { $weeks } week
       *[other] { $weeks } weeks
    }
repeat-weekly-read-back = Like "{ $title }" { $span }, again every week. New shifts: { $count }
repeat-weekly-new = · { $day }
repeat-weekly-holiday = · { $day }, a public holiday
repeat-weekly-there = · { $day }, there already
repeat-weekly-unknown = The public holidays of { $year } are not known yet. Please keep an eye on them.
repeat-weekly-done = { $count ->
        [one] { $count } shift is added.
       *[other] { $count } shifts are added.
    }
repeat-weekly-cancelled = All right, nothing is repeated.
