# What isn't built yet, and what needs a person: what can be done instead
not-yet-request-certificate = Certificates aren't ready here yet, but your hours are all on record, and you can see them now.
not-yet-broadcast = Messages to many aren't ready yet, but you can post a project, and everyone sees it under "Projects".
not-yet-star-level = Star levels aren't ready yet, but you can see your total hours.
not-yet-request-service = You can't ask for a volunteer here yet, so please ask your community or service station. If it's urgent, call 110 or 120.
not-yet-transfer-record = You can't move your record here yet, but you can export "My data" and hand it over.
not-yet-ask-faq = I can't answer that yet. See what I can do, or ask the project's leader.
not-yet-talk-to-human = There's no one here to talk to now. About a project, ask its leader: you see the contact after you sign up.
not-yet-rate-service = You can't rate a service here yet, so please tell the project's leader, who will be glad to hear it.
not-yet-complain = I'm sorry about that. You can't make a complaint here yet, so please write to the organization that ran the activity, or to the project's leader.
not-yet-report-incident = If someone is hurt or in danger, call now: ambulance 120, police 110, fire 119.
    When people are safe, tell the leader on site.

leader-line = Leader of "{ $title }": { $name }, { $contact }
leader-no-contact = ask on site
