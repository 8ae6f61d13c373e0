# Changing projects and shifts
do-edit-project = Change the project
do-edit-shift = Change this shift
edit-now = Now it is: { $value }
edit-line = { $label }: { $before } → { $after }
edit-nothing-yet = Nothing is changed yet. Choose "Change", then what to change.
edit-told = People who are signed up or wait and will be told: { $told }
edit-ended = Sign-ups that no longer meet the age and will end: { $ended }. These people are told.
edit-clashes = Of these, people with another sign-up at the new time: { $told }. They are told so.
edit-will-offer = Free places are offered to those who wait, in order.
edit-offered = People on the waitlist who are being asked: { $offered }
edit-done = { $told ->
        [0] Changed.
        [one] Changed. { $told } person is being told.
       *[other] Changed. { $told } people are being told.
    }
edit-project-read-back = Please check the changes to "{ $title }":
edit-project-cancelled = All right, the project stays as it is.
edit-shift-read-back = Please check the changes to this shift of "{ $title }":
edit-shift-cancelled = All right, the shift stays as it is.

# What else a project says
create-project-ask-risky = Are there risks? Then nobody under 18 can come, and there must be an insurance before it opens.
create-project-ask-insurance = Which insurance is there? Give its name or the policy number.
create-project-ask-bring = What should people bring? Skip if nothing.
create-project-ask-minors-allowed = Can people under 18 come?
create-project-ask-skill = Which skill is needed? Skip if none.
create-project-ask-training = Which training must people finish first? Skip if none.
create-project-ask-contact = How can people reach the leader? Only those with a place see it. You can skip it.
create-project-ask-goal = What is the project meant to achieve? You can skip it.
create-project-ask-district = Which district is it in? For example Chengxi District. You can skip it.
create-project-ask-signup-from = When does sign-up begin? For example 22 November 9:00. Skip if at once.
create-project-ask-signup-until = Until when can people sign up? For example 26 November 18:00. Skip if until it begins.
create-project-label-risky = Risky
create-project-label-insurance = Insurance
create-project-label-bring = Please bring
create-project-label-minors-allowed = Under 18 can come
create-project-label-skill = Skill
create-project-label-training = Training
create-project-label-contact = Contact
create-project-label-goal = Goal
create-project-label-district = District
create-project-label-signup-from = Sign-up from
create-project-label-signup-until = Sign-up until
create-project-ask-meeting-point = Where do people meet? Skip if it's the same place.
create-project-ask-waitlist-size = How many people may wait for a place? Skip for no limit.
create-project-label-meeting-point = Meet at
create-project-label-waitlist-size = Longest waitlist
add-shift-ask-meeting-point = Where do people meet? Skip if it's the same place.
add-shift-ask-waitlist-size = How many people may wait for a place? Skip for no limit.
add-shift-label-meeting-point = Meet at
add-shift-label-waitlist-size = Longest waitlist
