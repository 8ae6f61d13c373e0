card = { $name }, this is your volunteer card.
    Volunteer number: { $number }
    Whoever scans its QR code can check that it is valid.
card-after-registration = You get a volunteer card when you have registered. It takes a minute.
card-title = Volunteer card
card-title-chinese = 志愿者证
card-number = No. { $number }
card-hours = Total
card-since = Since
card-organization = With
card-organization-name = { $name }
card-verified = { $name } (verified)
card-check = Scan to check
card-valid = This volunteer card is valid
card-not-valid = There is no such volunteer card; it may have ended.
