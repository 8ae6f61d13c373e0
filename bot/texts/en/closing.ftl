# Ending a project, and its closing report
do-closing-report = Closing report
close-project-ask-note = Would you like to write a few sentences about it? They are kept with the figures. You can skip it.
close-project-label-note = In short
close-project-told = People who will be told: { $told }
close-project-unmarked = Nobody has said yet whether { $people ->
        [one] one person
       *[other] { $people } people
    } came, so the report leaves them out. To count them, cancel this, mark who came in the roster, and then end the project.
close-project-finished = The work is done
closing-report-head = Closing report of "{ $title }" (no. { $number })
    Ended: { $day }
    Reason: { $reason }
closing-came = Shifts: { $shifts }, people who came: { $came }
closing-hours = Checked in: { $checked_in }, confirmed: { $confirmed }
closing-claims = Waiting to be confirmed: { $claims }, in all { $hours }
closing-no-shows = Did not come: { $times }
closing-note = In short: { $note }
