claim-how = Please send "claim" and your invitation code. An administrator of your organization gives you the code.
claim-done = You are now { $kind } of "{ $name }".
role-administrator = administrator
role-organizer = organizer
role-leader = leader
role-of = { $name } ({ $kind })
nameless = (no name yet)
node-organization = organization
node-unit = unit
node-station = station
node-team = team
node-label = { $name } ({ $kind })

found-organization-ask-name = You are the first administrator. What is the organization called?
found-organization-label-name = Organization
found-organization-read-back = Please check:
found-organization-cancelled = All right, there is no organization yet. Your code still works until it expires.

organize-which = Which one?
organize-node = { $name } ({ $kind })
    { $share }
    What would you like to do?
organize-node-verified = { $name } ({ $kind }, verified)
    { $share }
    What would you like to do?
organize-leader = You lead projects of "{ $name }". What would you like to do?

add-node-ask-kind = What would you like to add?
add-node-ask-name = What is it called?
add-node-label-kind = Kind
add-node-label-name = Name
add-node-read-back = Please check:
add-node-done = "{ $name }" is added.
add-node-cancelled = All right, nothing is added.

invite-ask-kind = For which role?
invite-label-kind = Role
invite-read-back = Invite one { $kind } to "{ $name }".
invite-done = Invitation code: { $code }
    The { $kind } sends this within 24 hours: claim { $code }
    The code works once.
invite-cancelled = All right, nobody is invited.

withdraw-role-ask-role = Whose role do you want to withdraw?
withdraw-role-label-role = Role
withdraw-role-read-back = Withdraw this role?
withdraw-role-done = The role is withdrawn.
withdraw-role-others = They still have another role, co-organize a project or lead a shift. To take that away too, open that unit, project or shift.
withdraw-role-cancelled = All right, the role stays.

do-structure = Units and people
