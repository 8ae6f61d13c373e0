start-newcomer = Hello! I'm your helper for volunteering: I find projects, sign you up, check you in and count your hours.
    Choose one below, or just write what you want to do.
start-volunteer = Hello, { $name }!
    Choose one below, or just write what you want to do.
menu = What would you like to do?
thanks = You're welcome! Choose one if there's anything else.
goodbye = Goodbye, and all the best! Write to me any time.
nothing-asked = All right. There's nothing to confirm here. What would you like to do next?
out-of-scope = I can't help with that. I can find projects, sign you up, check you in and count your hours.
talk-to-human = There's no one here to talk to now. About a project, ask its leader: you see the contact after you sign up.
ask-faq = I can't answer that yet. Send "help" to see what I can do.

help =
    Just write what you want to do, or send one of these words:

    register · menu · projects · signups
    checkin · checkout · log · hours
    link: connect your account on the other platform
    guardian: under 18, ask a guardian to agree
    language · settings · mydata

    While you fill something in, you can always send: back · skip · cancel
help-organizer =
    Organizers can also send:
    organize · newproject · roster · approve
help-invited = Do you have an invitation code? Send "claim" and the code.

language-which = Please choose a language.
language-changed = All right, we'll speak English from now on.
language-chinese = 中文
language-english = English

# What isn't built yet: one sentence on what can be done instead
not-yet-request-certificate = Certificates aren't ready here yet, but your hours are all on record, and you can see them now.
not-yet-show-card = The volunteer card isn't ready here yet, but your volunteer number is in "My data".
not-yet-broadcast = Messages to many aren't ready yet, but you can post a project, and everyone sees it under "Projects".
not-yet-report-stats = Reports aren't ready yet, but you can see who comes and confirm hours.
not-yet-star-level = Star levels aren't ready yet, but you can see your total hours.
not-yet-request-service = You can't ask for a volunteer here yet, so please ask your community or service station.
not-yet-rate-service = You can't rate a service here yet, so please tell the project's leader.
not-yet-complain = You can't make a complaint here yet, so please write to the organization that ran the activity.
not-yet-report-incident = If someone is hurt or in danger, call 120 or 110 now, then tell the leader on site.
not-yet-transfer-record = You can't move your record here yet, but you can export "My data" and hand it over.
