# Teams: the volunteer's side
do-join-team = Join a team
do-my-teams = My teams
do-leave-team = Leave a team
do-main-unit = Make it my main unit

join-team-how = Please send "join" and your invitation code. The organizer of the team gives you the code.
join-team-register = You're invited to join "{ $name }". Please register first, it takes a minute. Then you're in.
join-team-before = You're in "{ $name }" already. There's nothing to do.
join-team-read-back = Join "{ $team }"?
    Its organizers will see your name and the day you joined.
    You can leave at any time, in "Settings".
join-team-done = You've joined "{ $name }". { $main ->
        [yes] It is your main unit.
       *[no] {""}
    }
    Next, you can look at the projects.
join-team-cancelled = All right, you haven't joined. The invitation still works until it expires.
register-label-team = Joining
register-joined = You've joined "{ $name }".
register-not-joined = The invitation doesn't work any more, so you're in no team yet. Please ask the organizer for a new one.

my-teams-head = Your units and teams:
my-teams-none = You're in no team yet. If you have an invitation code, send "join" and the code.
my-team = · { $team }, since { $day }
my-team-main = · { $team }, since { $day }, your main unit
my-data-teams = Teams

leave-team-ask-team = Which one do you want to leave?
leave-team-label-team = Team
leave-team-read-back = Leave "{ $team }"?
    Your hours and sign-ups stay as they are.
leave-team-done = You've left "{ $name }".
leave-team-cancelled = All right, you stay in the team.

main-unit-ask-team = Which one is your main unit? You count once, among the people of your main unit.
main-unit-label-team = Main unit
main-unit-read-back = Make "{ $team }" your main unit?
    You count once, among the people of your main unit.
main-unit-done = "{ $name }" is your main unit now.
main-unit-cancelled = All right, your main unit stays.

# The organizer's side
do-team = Members
do-invite-members = Invite members
do-withdraw-invitation = Withdraw the invitation
do-team-members = List of members
do-set-headcount = Headcount

invite-members-read-back = Invite people to join "{ $team }".
    Anybody who has the invitation can join. It works for { $days } days, and you can withdraw it at any time.
invite-members-done = Invitation to join "{ $name }", until { $until }.
    Please pass on the QR code or this link:
    { $link }
    People can also send this here: join { $code }
invite-members-cancelled = All right, nobody is invited.

withdraw-invitation-read-back = Withdraw the invitation to "{ $name }"?
    Nobody can join by it any more. Whoever has joined stays.
withdraw-invitation-done = The invitation is withdrawn.
withdraw-invitation-cancelled = All right, the invitation still works.

members-head = Members of "{ $team }": { $count }
member-line = · { $name }, since { $day }{ $main ->
        [yes] , main unit
       *[no] {""}
    }
remove-member = Remove { $name }
remove-member-read-back = Remove { $name } from "{ $team }"?
    We tell them. Their hours and sign-ups stay as they are.
remove-member-done = They are removed, and we've told them.
remove-member-cancelled = All right, the members stay.

share-members = Members: { $count }
share-at-home = Of these, with their main unit here: { $count }
share-headcount = People in the unit: { $headcount }. Registered here: { $percent }%
share-aim = A { $level } should have { $aim }% or more. { $reached ->
        [yes] You have reached it
       *[no] Not reached yet
    } (for your information)
level-national = national model unit
level-provincial = provincial model unit
level-departmental = departmental model unit

set-headcount-ask-headcount = How many people belong to the unit? Please count those who don't volunteer, too.
set-headcount-ask-level = Which kind of model unit is it? If it's none of these, choose "Skip".
set-headcount-label-headcount = Headcount
set-headcount-label-level = Model unit
set-headcount-read-back = Please check:
set-headcount-done = It's noted.
set-headcount-cancelled = All right, the headcount stays.

notice-team-left = An organizer has removed you from "{ $name }". Your hours and sign-ups stay as they are.

# The page that the link opens
join-page-title = Join a team
join-page = You're invited to join "{ $name }".
join-page-verified = You're invited to join "{ $name }" (verified).
join-page-telegram = Join with Telegram
join-page-wechat = Join with WeChat: scan this code, or hold your finger on it.
join-page-code = Or send this in the chat: join { $code }
join-page-over = This invitation doesn't work any more. Please ask for a new one.
