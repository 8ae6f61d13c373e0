guardian-wards = You agreed for:
guardian-ward = { $name } (you are: { $relation }), on { $day }
withdraw-consent-ask-consent = Whose consent do you want to take back?
withdraw-consent-read-back = You want to take back your consent for { $name }.
withdraw-consent-follows-nothing = Nothing else changes: another guardian has agreed, or they are 18 by now.
withdraw-consent-follows-barred = They can't sign up any more, and what they signed up for is cancelled. Their record stays.
withdraw-consent-follows-deletion = { $young ->
    [yes] We will then delete the personal data of this child under 14, and cancel what they signed up for. This can't be undone. The service record is kept, as the law asks.
   *[no] We will then delete this child's personal data, and cancel what they signed up for. This can't be undone. The service record is kept, as the law asks.
}
withdraw-consent-cancelled = All right, your consent stays.
withdraw-consent-done = Your consent is taken back, and we've told them.
withdraw-consent-done-deletion = Your consent is taken back, and the child's personal data are deleted.
