sign-up-ask-shift = Which time would you like?
sign-up-label-shift = Time
sign-up-read-back = Please read this, then confirm:
sign-up-full = It is full. If you confirm, you are number { $rank } on the waiting list. We ask you when a place is free.
sign-up-which-project = Which project would you like to sign up for? Please choose one.
sign-up-other-times-only = There is nothing at the time you named; these are other times.
sign-up-each-for-themselves = { $others ->
    [one] This signs up only you. The other person opens this chat on their own phone, registers and signs up; if there is a QR code below, it leads to this project.
       To sign up your family at once, send "family" first.
   *[other] This signs up only you. The { $others } others each open this chat on their own phone, register and sign up; if there is a QR code below, it leads to this project.
       To sign up your family at once, send "family" first.
}
sign-up-acknowledge = "Confirm" means that you know what you will do, the conditions and the risks.
sign-up-done = You are signed up: "{ $title }"
    When: { $span }
    Where: { $address }
    If you can't come, please cancel early so that somebody else can.
sign-up-waits = You are on the waiting list: "{ $title }"
    When: { $span }
    You are number { $rank }. We ask you when a place is free.
sign-up-cancelled = All right, you are not signed up.

cancel-sign-up-ask-shift = Which one do you want to cancel?
cancel-sign-up-none-meant = You are not signed up for that one. These are your sign-ups.
cancel-sign-up-label-shift = Sign-up
cancel-sign-up-read-back = Cancel "{ $title }"?
    When: { $span }
cancel-sign-up-read-back-late = Cancel "{ $title }"?
    When: { $span }
    It starts soon, so we tell the leader at once.
cancel-sign-up-done = It is cancelled. Thanks for telling us.
cancel-sign-up-cancelled = All right, you stay signed up.

own-shift = { $title }, { $span }
own-sign-up = [{ $title }]
    { $span }
    { $address }
    { $state }
sign-up-state-confirmed = Signed up
sign-up-state-waiting = Waiting list, number { $rank }
sign-up-state-offered = A place is free, please confirm by { $until }
my-sign-ups-head = Your sign-ups
my-sign-ups-none = You are not signed up for anything. Shall we look at what there is?
my-sign-ups-none-meant = You have no such sign-up. These are all of yours.
my-sign-ups-left = { $left } more.
offer-declined = All right, the place goes to the next person. Thanks for telling us.
coming-noted = Good, see you there! Where: { $address }
