offerings-head = { $heading }
offerings-everything = What you can join now
offerings-left = { $left ->
        [one] 1 more project.
       *[other] { $left } more projects.
    }
offerings-none = There are no projects to sign up for now. Please look again in a few days.
offerings-none-fit = Nothing fits "{ $heading }". Try another category, or look at all projects.
offerings-by-category = By category
offerings-all = All projects
categories-head = What would you like to do?
category-count = { $name } ({ $count })
offering-title = [{ $title }]
offering-not-for-you = You can't sign up now: { $reason }.
offering-signed-up = You are signed up.
organization-verified = { $name } (verified)
organization-plain = { $name }
places-left = { $count ->
        [one] 1 place left
       *[other] { $count } places left
    }
places-full = { $waiting ->
        [0] full, you can join the waiting list
       *[other] full, { $waiting } on the waiting list
    }
shift-line = { $span }
    { $address } · { $places }

project-title = [{ $title }] no. { $number }
project-kind = { $category } · for { $recipient }
project-content = What: { $value }
project-minimum-age = Age: { $value } or older
project-skill = Skill: { $value }
project-training = Training: { $value }
project-risks = Risks: { $value }
project-insurance = Insurance: { $value }
project-bring = Please bring: { $value }
project-leader = Leader: { $value }
project-contact = Contact: { $value }
project-more-shifts = { $count ->
        [one] One more time to choose from when you sign up.
       *[other] { $count } more times to choose from when you sign up.
    }
project-which = Which one do you mean by "{ $words }"?
project-not-found = I found no "{ $words }". Here are all projects to look at.
project-no-shifts = There is no time to sign up for now.

# Reasons in short
short-guardian-missing = your guardian has to agree first
short-too-young = you are too young for it
short-minor-on-risky-shift = it has risks, you must be 18
short-skill-missing = it needs a certain skill
short-training-missing = it needs training first
short-clash = it clashes with another sign-up of yours
short-project-paused = no sign-ups for now
short-registration-closed = sign-up is closed
short-shift-over = it is over
short-shift-cancelled = it is cancelled
short-waitlist-full = the waiting list is full

category-community = Community service
category-poverty-relief = Poverty relief
category-education = Teaching and learning
category-health = Health
category-legal = Legal aid
category-environment = Environment
category-science = Science and technology
category-culture = Culture and arts
category-public-safety = Public safety
category-civility = Good manners
category-traffic = Traffic guidance
category-fire-safety = Fire safety
category-emergency = Emergency and rescue
category-drug-control = Drug education
category-sports = Sports
category-tourism = Tourism
category-special-care = Care for special groups
category-large-events = Large events
category-overseas = Overseas service
category-tax = Tax help
category-epidemic = Epidemic control
category-other = Other

recipient-children = children
recipient-women = women
recipient-elderly = older people
recipient-disabled = people with disabilities
recipient-veterans-families = veterans and their families
recipient-low-income = families in need
recipient-special-groups = special groups
recipient-patients = patients
recipient-rural = people in the country
recipient-urban = people in town
recipient-public = everybody
recipient-taxpayers = taxpayers
recipient-other = others
