start-newcomer = Hello! I'm your helper for volunteering: I find projects, sign you up, check you in and count your hours.
    Choose one below, or just write what you want to do.
start-volunteer = Hello, { $name }!
    Choose one below, or just write what you want to do.
menu = What would you like to do?
thanks = You're welcome! Choose one if there's anything else.
goodbye = Goodbye, and all the best! Write to me any time.
nothing-asked = All right. There's nothing to confirm here. What would you like to do next?
out-of-scope = I can't help with that. I can find projects, sign you up, check you in and count your hours.

help =
    Just write what you want to do, or send one of these words:

    register · menu · projects · signups
    checkin · checkout · log · hours
    link: connect your account on the other platform
    guardian: under 18, ask a guardian to agree
    language · settings · mydata
    cases: questions to a person, complaints and requests for help

    While you fill something in, you can always send: back · skip · cancel
    larger menu: choices stand apart, easier to read
    repeat: what I said last, once more
help-organizer =
    Organizers can also send:
    organize · newproject · roster · approve · broadcast · report
help-invited = Do you have an invitation code? Send "claim" and the code.

language-which = Please choose a language.
language-changed = All right, we'll speak English from now on.
language-chinese = 中文
language-english = English
language-traditional = 繁體中文
menus-larger = All right, choices now stand apart. To go back, send "smaller menu".
menus-smaller = All right, menus are back to normal.
