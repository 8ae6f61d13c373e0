withdraw-claim-ask-claim = 要撤回哪一条？
withdraw-claim-label-claim = 记录
withdraw-claim-read-back = 请核对要撤回的时长：
withdraw-claim-cancelled = 好的，没有撤回，继续等待确认。
withdraw-claim-done = 已撤回，这条时长不再等待确认。

void-entry-ask-reason = 为什么作废？这句话会告诉本人。
void-entry-label-reason = 原因
void-entry-read-back = 请核对，这条记录将不再计入时长：
void-entry-done = 已作废，会告诉本人。
void-entry-cancelled = 好的，记录不变。

keep-entry-ask-reason = 为什么不改？这句话会告诉本人。
keep-entry-label-reason = 原因
keep-entry-read-back = 请核对，这条记录不改：
keep-entry-done = 记录不变，会告诉本人原因。
keep-entry-cancelled = 好的，还没有决定。
