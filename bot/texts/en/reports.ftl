do-report-stats = Report
report-heading = { $name } · { $period }
report-own-projects = Only the projects that you lead.
report-until-today = It isn't over yet: the figures are up to today.
report-of-all = A report isn't about one project or kind of service: these are the figures of all.
report-nothing = There were no shifts and no service in this time.
report-hours = Service: { $hours }
report-grades = Checked in { $checked_in }, confirmed { $confirmed }
report-waiting = Waiting to be confirmed: { $hours }, { $count ->
        [one] 1 claim
       *[other] { $count } claims
    } (not counted yet)
report-people = Active volunteers: { $active }, of whom { $returning } came before
report-registered = Registered in the whole organization: { $all } ({ $new } new)
report-shifts = Shifts held: { $held }, of { $projects ->
        [one] 1 project
       *[other] { $projects } projects
    }
report-fill = Fill rate: { $percent }% ({ $filled } signed up for { $places } places)
report-no-shows = No-shows: { $count }
report-kinds = Hours by kind of service
report-kind = · { $name }: { $hours }

report-this-month = This month
report-last-month = Last month
report-this-year = This year
report-other-days = Another time
report-download = Excel file
report-other-node = Another unit
report-which-node = Whose report?

report-period-ask-days = Which time? For example: 2026-10, last month, the third quarter, or 2026-10-01 to 2026-10-31.
report-period-cancelled = All right, no other time.
report-wants-days = I didn't understand which time that is.

report-file-done = The report of "{ $name }" for { $period }, as an Excel file.
    It has names in it, so please keep it safe. Whoever fetches it is noted.

# The picture
report-picture-number = { $count }
report-picture-people = { $count }
report-picture-hours = of service
report-picture-checked-in = Checked in
report-picture-confirmed = Confirmed
report-picture-waiting = Waiting
report-picture-active = { $count ->
        [one] active volunteer
       *[other] active volunteers
    }
report-picture-returning = Came before
report-picture-first-time = First time
report-picture-shifts = { $count ->
        [one] shift held
       *[other] shifts held
    }
report-picture-projects = { $count ->
        [one] project
       *[other] projects
    }
report-picture-no-shows = { $count ->
        [one] no-show
       *[other] no-shows
    }
report-picture-fill = Fill rate
report-picture-places = { $filled } signed up for { $places } places
