register-ask-consent = Before you register, please see how we use your personal data:

    · We keep only what volunteering needs: your name, birth date, district, phone number (if you give it) and your service record.
    · Only the organizers of your projects see it. We use it for nothing else.
    · Send "my data" at any time to see, export or delete it.

    Do you agree?
register-declined = That's fine. You aren't registered, and I kept nothing. You can look at projects first. To register later, send "register".
register-ask-birth-date = What is your birth date?
    For example: 1990-05-01
register-birth-date-in-future = That day hasn't come yet. Please look at your birth date again.
register-birth-date-too-old = That year seems too early. Please look at your birth date again.
register-ask-guardian = You're under 14, so a guardian must agree first.
    Please ask your guardian to open this chat from their own WeChat or Telegram account and send:

    guardian { $code }

    The code works for 10 minutes. When your guardian has agreed, I'll tell you and we go on.
register-guardian-awaited = I'm waiting for your guardian to agree. There's nothing else to fill in now.
register-ask-name = What is your name?
register-ask-phone = What is your phone number? Organizers use it when something is urgent.
    You can skip this.
register-ask-district = Which district do you live in?
    For example: Chengxi, Xining
register-read-back = Please check:
register-label-consent = Use of my data
register-label-birth-date = Birth date
register-label-guardian = Guardian
register-label-name = Name
register-label-phone = Phone
register-label-district = District
register-cancelled = All right, I stopped the registration. Nothing was saved.
register-done = You're registered, { $name }!
    Your volunteer number: { $number }{ $joined }
    Next, you can look at the projects.
register-done-minor = You're registered, { $name }!
    Your volunteer number: { $number }{ $joined }
    You're under 18, so a guardian must agree before you sign up for the first time. You can ask your guardian now.
