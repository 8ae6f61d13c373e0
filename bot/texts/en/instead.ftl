# What isn't built yet: what can be done instead
not-yet-request-certificate = Certificates aren't ready here yet, but your hours are all on record, and you can see them now.
not-yet-star-level = Star levels aren't ready yet, but you can see your total hours.
not-yet-transfer-record = You can't move your record here yet, but you can export "My data" and hand it over.
not-yet-ask-faq = I can't answer that yet. See what I can do, or ask the project's leader.
not-yet-rate-service = You can't rate a service here yet, so please tell the project's leader, who will be glad to hear it.

leader-line = Leader of "{ $title }": { $name }, { $contact }
leader-no-contact = ask on site
