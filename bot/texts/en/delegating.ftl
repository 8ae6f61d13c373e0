# Co-organizers, and leaders of shifts
do-co-organizers = Co-organizers
do-take-in = Add a colleague
do-invite-to-project = Invite by code
do-let-go = Remove somebody
do-lead-shift = Leader of the shift
do-shift-contact = Enter a contact
claim-project-done = You can now help to manage the project "{ $title }".
claim-shift-done = You now lead this shift of "{ $title }": { $span }.
    You look after who comes, the check-in code and the hours. Please enter how people reach you; those with a place see it.
co-organizers-head = Co-organizers of "{ $title }": { $names }
co-organizers-none = "{ $title }" has no co-organizers yet. Whoever you add can manage the project, too.

take-in-ask-person = Who should help to manage it?
take-in-label-person = Co-organizer
take-in-read-back = Please check. This person will be able to manage the project:
take-in-nobody = There are no other colleagues there to add. You can invite somebody by code.
take-in-done = Added. The person is being told.
take-in-cancelled = All right, nobody is added.

invite-to-project-read-back = Invite one person to help manage "{ $title }"?
invite-to-project-done = Invitation code: { $code }
    They send this within 24 hours: claim { $code }
    The code works once.
invite-to-project-cancelled = All right, nobody is invited.

let-go-ask-person = Who should be removed?
let-go-label-person = Co-organizer
let-go-read-back = This person won't be able to manage the project any more:
let-go-done = Removed.
let-go-cancelled = All right, nothing changes.

lead-shift-ask-leader = Who leads this shift? They look after who comes, the check-in code and the hours.
lead-shift-ask-contact = How can people reach them? Only those with a place see it. You can skip it.
lead-shift-label-leader = Leader
lead-shift-label-contact = Contact
lead-shift-by-code = Invite by code
lead-shift-as-project = The project's leader again
lead-shift-read-back = Please check who leads this shift:
lead-shift-done = Done.
lead-shift-invited = Invitation code: { $code }
    They send this within 24 hours: claim { $code }
    Then they lead this shift. The code works once.
lead-shift-cancelled = All right, the leader stays.

shift-contact-ask-contact = How can people reach you? Only those with a place see it. You can skip it.
shift-contact-label-contact = Contact
shift-contact-read-back = Please check:
shift-contact-done = Saved.
shift-contact-cancelled = All right, nothing changes.
