do-record-no-show = Somebody did not come
do-correct-attendance = Correct the times
do-close-project = End the project
record-no-show-ask-person = Who did not come?
record-no-show-label-person = Did not come
record-no-show-read-back = Note that this person did not come? It is a note only and blocks nobody.
record-no-show-done = Noted.
record-no-show-cancelled = All right, nothing is noted.

do-take-back-no-show = Take back a no-show
take-back-no-show-ask-person = Whose no-show do you want to take back?
take-back-no-show-label-person = No-show taken back
take-back-no-show-read-back = Take back the note that this person did not come?
take-back-no-show-done = Taken back: the place is theirs again. If they came, please mark it.
take-back-no-show-cancelled = All right, the note stays.

correct-attendance-ask-person = Whose times do you want to correct?
correct-attendance-ask-times = From when to when was it? For example 14:00–17:00.
correct-attendance-ask-reason = Why do you correct it? The volunteer gets this sentence.
correct-attendance-label-person = Volunteer
correct-attendance-label-times = Times
correct-attendance-label-reason = Reason
correct-attendance-read-back = Please check the correction:
correct-attendance-done = Corrected: { $hours } are recorded. The volunteer is told.
correct-attendance-second = Noted: { $hours }. It is over 8 hours that day, so a second person has to approve too.
correct-attendance-cancelled = All right, the times stay.

cancel-shift-ask-reason = Why is it cancelled? Everybody who signed up gets this sentence.
cancel-shift-label-reason = Reason
cancel-shift-read-back = Cancel "{ $title }"?
    When: { $span }
    Reason: { $reason }
    People who will be told: { $people }
cancel-shift-done = It is cancelled. Everybody who signed up is being told.
cancel-shift-cancelled = All right, it stays.

close-project-ask-reason = Why does it end? Everybody who is still signed up gets this sentence.
close-project-label-reason = Reason
close-project-read-back = End "{ $title }"? Times that have not begun are cancelled, and everybody who signed up is told.
    Reason: { $reason }
close-project-done = The project has ended.
close-project-cancelled = All right, the project goes on.
