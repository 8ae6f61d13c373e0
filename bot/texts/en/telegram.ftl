# Words that are needed on Telegram only
telegram-share-contact = 📱 Share my phone number
telegram-share-location = 📍 Share my location
telegram-keyboard-closed = OK.
telegram-in-group = I only talk about sign-ups and hours in private, where nobody else sees them. Please tap the button below.
telegram-open-chat = Open the private chat
telegram-private-only = Please talk to me in private.

# The bot's profile
telegram-description = Your helper for volunteering: register, find projects, sign up, check in, log hours and see your total. Tap Start to begin.
telegram-short-description = Volunteering: sign up, check in, see your hours

# The menu of commands (at most 256 characters each)
command-start = Start
command-register = Register as a volunteer
command-menu = Open the menu
command-projects = See projects
command-signups = See my sign-ups
command-checkin = Check in
command-checkout = Check out
command-log = Log hours
command-hours = See my hours
command-certificate = Ask for a certificate
command-card = Show my volunteer card
command-link = Link my account on another platform
command-guardian = A guardian's consent
command-language = Change the language
command-settings = Settings
command-mydata = See my data
command-cases = See my questions and complaints
command-help = Get help
command-back = Go back one step
command-skip = Skip this step
command-cancel = Cancel
command-claim = Use an invitation code
command-join = Join a team with an invitation code
command-family = My family
command-organize = Manage an organization
command-newproject = Post a project
command-roster = See who comes
command-approve = Confirm hours
command-broadcast = Send a message to many
command-report = See reports
