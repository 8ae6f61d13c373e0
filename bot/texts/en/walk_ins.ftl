do-add-walk-in = Add somebody who came
add-walk-in-ask-who = Who came without a sign-up? Send the volunteer number or the whole name.
add-walk-in-how = Send the volunteer number or the whole name.
add-walk-in-none = I couldn't find "{ $words }". Check the number or name. Who isn't registered yet scans the check-in code, registers and checks in.
add-walk-in-ask-person = Which one?
add-walk-in-label-who = Number or name
add-walk-in-label-person = Volunteer
walk-in-label = { $name } (number ends in { $tail })
add-walk-in-read-back = Ask { $who } to join "{ $title }"? They (for a child, the guardian) confirm on their own phone, and are signed up only then.
add-walk-in-done = They are asked on their own phone. If nothing arrives, they send "checkin".
add-walk-in-asked-before = They were asked already. If nothing arrives, they send "checkin".
add-walk-in-cancelled = All right, nobody is added.
join-on-site-read-back = You are not signed up for this. You can sign up and check in now; please read this, then confirm:
join-on-site-read-back-for = { $name } is not signed up for this. You can sign your child up and check them in now; please read this, then confirm:
join-on-site-done-for = { $name } is signed up and checked in: "{ $title }", { $time }. Please check your child out at the end.
join-on-site-done = You are signed up and checked in: "{ $title }", { $time }. Please check out at the end.
join-on-site-cancelled = All right, nobody is signed up or checked in.
walk-in-declined = All right, nobody is signed up.
walk-in-yes = Sign up and check in
walk-in-no = Not taking part
notice-walk-in-asked = { $name } of "{ $title }" says that { $who ->
        [child] your child
       *[you] you
    } came to help.
    When: { $span }
    Where: { $address }
    Do you want to sign up and check in?
notice-walk-in-declined = { $name } is not taking part in "{ $title }" and is not on the list.
waiting-notice-walk-in = Send "checkin" to answer.
