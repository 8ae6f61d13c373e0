guardian-code = Please ask your guardian to open this chat from their own WeChat or Telegram account and send:

    guardian { $code }

    The code works for 10 minutes. When your guardian has agreed, I'll tell you.
guardian-has-consented = Your guardian has agreed already. You can sign up right away.
guardian-child = a child under 14 ({ $platform })
guardian-minor = { $name } ({ $platform })
guardian-consent-who = You're asked to agree as a guardian for: { $who }
guardian-consent-ask-relation = What are you to this young person?
relation-mother = Mother
relation-father = Father
relation-grandparent = Grandparent
relation-other = Another guardian
guardian-consent-ask-consent = Please read what you agree to:

    · We keep the young person's name, birth date, district, phone number (if given) and service record, for volunteering only.
    · They can sign up for projects that fit their age, but never for risky ones.
    · You can ask an organizer to see, correct or delete this data at any time.

    Do you agree?
guardian-consent-label-relation = You are
guardian-consent-label-consent = Use of data and taking part
guardian-consent-read-back = Please check:
guardian-consent-cancelled = All right, not now. You can send the code again while it works.
guardian-consent-done = Your consent is on record, and we've told them. Thank you!
    To take it back at any time, send: guardian.
guardian-consent-refused = All right, we've told them that you don't agree.
