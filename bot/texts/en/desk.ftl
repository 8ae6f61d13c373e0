# Managing projects
do-my-projects = My projects
do-my-project = Manage this project
do-project-shifts = Shifts
do-my-shift = Manage this shift
do-open-project = Open for sign-up
do-pause-project = Pause sign-up
do-resume-project = Resume sign-up
do-project-code = QR code to recruit

my-projects-head = The projects you manage
my-projects-over = Ended projects
my-projects-none = You have no projects to manage right now.
my-projects-none-over = No project has ended yet.
my-projects-line = { $title }, no. { $number } ({ $state })
my-project-state = State: { $state }
my-project-beside = Co-organizers: { $names }
my-project-risky = Has risks. Insurance: { $insurance }
my-project-not-insured = none yet, so it can't be opened
my-project-no-shifts = No shifts to come.
project-state-draft = draft
project-state-open = open
project-state-running = running
project-state-paused = paused
project-state-closed = ended
project-shifts-head = Shifts of "{ $title }"
project-more-shifts-left = { $left } more.
my-shift-head = { $title }
my-shift-line = { $span } · { $taken } of { $places } places taken · { $waiting } waiting
my-shift-line-cancelled = { $span } · cancelled
my-shift-address = Where: { $value }
my-shift-meeting-point = Meet at: { $value }
my-shift-waitlist-size = Waitlist for up to { $value }
my-shift-leader = Leader: { $value }
my-shift-contact = Contact: { $value }

project-opened = It's open. Everybody can see it under "projects" now.
project-paused = Sign-up is paused. Who has signed up stays signed up, and the shifts take place.
project-resumed = Sign-up is open again.
project-code = Who scans this code sees "{ $title }" and can sign up. You can forward or print it.
    People can also send "projects" and look for no. { $number }.
project-code-not-yet = There is a QR code once the project is open for sign-up.
enter-insurance = Enter the insurance
organize-beside = What would you like to manage?
