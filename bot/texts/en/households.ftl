# Families
do-household = Family
do-add-child = Add a child
do-invite-relative = Invite a relative
do-my-child = A child's data
do-remove-relative = Take somebody out
do-leave-household = Leave a family
do-rename-child = Change the name
take-child-out = Take out and delete

household-of = You're in the family of { $name }, who can sign you up.
household-head = Your family ({ $size } people at most):
household-member = · { $name } { $kind ->
        [child] (child, aged { $age })
       *[agreed] (has an account)
    }
household-use = When you sign up, you can choose who comes, all at once.
household-empty = You can sign up several people of your family at once. First, add them:
    A child without an account: "Add a child". Somebody with an account: "Invite a relative".
household-code = Please ask your relative to open this chat from their own account and send:

    family { $code }

    The code works for 10 minutes. When they have agreed, I'll tell you.

agree-to-join-read-back = { $name } ({ $platform }) asks you to join their family.
    If you agree, they can sign you up, cancel it again, and see whether you can take part.
    We tell you each time. You can leave at any time, in "Family".
agree-to-join-done = All right, you're in their family now, and we've told them.
agree-to-join-cancelled = All right, you haven't joined.

leave-household-ask-member = Whose family do you want to leave?
leave-household-label-member = Family
leave-household-read-back = Leave the family of { $name }?
    They can't sign you up any more. What you're signed up for stays.
leave-household-done = You've left, and we've told them.
leave-household-cancelled = All right, you stay.

remove-relative-ask-member = Who is to be taken out?
remove-relative-label-member = Relative
remove-relative-read-back = Take { $name } out of your family?
    You can't sign them up any more. What they're signed up for stays.
remove-relative-done = They're out, and we've told them.
remove-relative-cancelled = All right, nothing has changed.

# Children without an account
add-child-ask-relation = What are you to the child?
add-child-ask-consent = As the guardian, please read what you agree to:

    · We keep the child's name, birth date and service record, for volunteering only.
    · You sign the child up and come along. It can join projects that fit its age and have no risks.
    · You can see, correct, export or delete this data at any time, in "Family".

    Do you agree?
add-child-ask-name = What is the child's name?
add-child-ask-birth-date = What is the child's birth date?
    For example: 2017-05-01
add-child-label-relation = You are
add-child-label-consent = Use of the child's data
add-child-label-name = Name
add-child-label-birth-date = Birth date
add-child-read-back = Please check:
add-child-declined = That's fine. No child was added, and I kept nothing.
add-child-cancelled = All right, no child was added, and nothing was saved.
add-child-done = { $name } is added. Volunteer number: { $number }
    When you sign up, you can choose who comes. The child's hours are counted apart.

my-child-which = Which child?
child-exported = This is everything that is stored about { $name }. Please keep it safe.
rename-child-ask-name = What is the child's new name?
rename-child-label-name = Name
rename-child-read-back = Please check the change:
rename-child-cancelled = All right, nothing was changed.

notice-household-joined = { $name } has joined your family. You can sign up together now.
notice-household-left = { $name } has left your family. What they're signed up for stays.
notice-household-removed = { $name } has taken you out of the family and can't sign you up any more. What you're signed up for stays.

delete-my-data-children = The data of the children you act for go, too: { $names }.
my-data-household = Family
