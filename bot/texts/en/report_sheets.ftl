# The words of the Excel file
sheet-summary = Summary
sheet-by-category = By kind of service
sheet-by-shift = By shift
sheet-by-volunteer = By volunteer

sheet-figure = Figure
sheet-value = Value
sheet-meaning = What it means
sheet-category = Kind of service
sheet-number = Project number
sheet-project = Project
sheet-starts = Start
sheet-ends = End
sheet-volunteer-number = Volunteer number
sheet-name = Name
sheet-total = Total
sheet-forgotten = { $count ->
        [one] 1 volunteer
       *[other] { $count } volunteers
    } whose data were deleted
sheet-more = There are more rows than are listed. To see all, choose a shorter time or a unit below.
sheet-shift-hours = Only hours recorded for the shift itself. Hours without a shift are on the sheet by kind of service.

sheet-node = Unit
sheet-node-means = With all units below it
sheet-own-node = Unit (own projects)
sheet-own-node-means = Only the projects led by the person who fetched this file
sheet-first = First day
sheet-first-means = From midnight on
sheet-last = Last day
sheet-last-means = Included; days to come have no figures yet
sheet-made = Made at
sheet-made-means = Later changes are not in the file
sheet-hours = Service (hours)
sheet-hours-means = Checked in and confirmed; rounded down to 0.1 hours, so rows may add up to slightly less
sheet-checked-in = Checked in (hours)
sheet-checked-in-means = Recorded by check-in and check-out
sheet-confirmed = Confirmed (hours)
sheet-confirmed-means = Claimed by volunteers and confirmed by a leader
sheet-waiting = Waiting (hours)
sheet-waiting-means = Claimed by volunteers, not counted yet
sheet-pending = Claims waiting
sheet-pending-means = A leader has yet to decide on them
sheet-active = Active volunteers
sheet-active-means = With hours that count, or checked in; each person once
sheet-returning = Returning volunteers
sheet-returning-means = Of the active ones, those who also came before this time
sheet-registered = Registered, whole organization
sheet-registered-means = By the last day, without those whose data were deleted
sheet-new = Newly registered
sheet-new-means = Of these, registered within this time
sheet-shifts = Shifts held
sheet-shifts-means = Begun within this time, over, and not cancelled
sheet-projects = Projects
sheet-projects-means = How many projects these shifts belong to
sheet-places = Places
sheet-places-means = Of all these shifts
sheet-filled = Signed up
sheet-filled-means = Who held a place at the end, whether they came or not
sheet-fill = Fill rate
sheet-fill-means = Signed up, divided by places
sheet-came = Came
sheet-came-means = Who checked in
sheet-no-shows = No-shows
sheet-no-shows-means = Recorded by the leader as not there
