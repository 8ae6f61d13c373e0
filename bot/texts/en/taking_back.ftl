withdraw-claim-ask-claim = Which one do you want to take back?
withdraw-claim-label-claim = Record
withdraw-claim-read-back = Please check what you take back:
withdraw-claim-cancelled = All right, it still waits to be confirmed.
withdraw-claim-done = Taken back. These hours wait no longer.

void-entry-ask-reason = Why is it void? The volunteer gets this sentence.
void-entry-label-reason = Reason
void-entry-read-back = Please check, this record will no longer count:
void-entry-done = It no longer counts. The volunteer is told.
void-entry-cancelled = All right, the record stays.

keep-entry-ask-reason = Why does it stay as it is? The volunteer gets this sentence.
keep-entry-label-reason = Reason
keep-entry-read-back = Please check, this record stays as it is:
keep-entry-done = The record stays. The volunteer is told why.
keep-entry-cancelled = All right, nothing is decided yet.
