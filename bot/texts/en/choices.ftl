# Choices offered in several places: the same words for the same thing
do-view-project = See the project
do-cancel-sign-up = Cancel my sign-up
do-my-records = My records
do-correct-hours = A record is wrong
do-approve-all = Approve all
do-correct-entry = Correct it
do-add-node = Add a unit or team
do-invite = Invite somebody
do-withdraw-role = Withdraw a role
do-verify = Add the verified mark
do-unverify = Remove the verified mark
do-show-code = Check-in code
do-add-shift = Add a time
do-cancel-shift = Cancel this time
do-withdraw-consent = Take back my consent
do-withdraw-claim = Take back a claim
do-void-entry = Void it
