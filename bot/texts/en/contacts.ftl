do-roster-phones = See a phone number
contacts-which = Whose phone number? It is for this service only, and each look is noted.
contacts-left = { $left } more.
contacts-phone = Phone number of { $name }: { $phone }
    It is for this service only. Please don't pass it on.
contacts-phone-guardian = { $name } has no account. Phone number of the guardian, { $guardian }: { $phone }
    It is for this service only. Please don't pass it on.
