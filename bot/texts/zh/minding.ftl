do-record-no-show = 记录未到
do-correct-attendance = 更正签到时间
do-close-project = 结束项目
record-no-show-ask-person = 谁没有来？
record-no-show-label-person = 未到
record-no-show-read-back = 记录这位志愿者没有到场？只作记录，不影响以后报名。
record-no-show-done = 已经记录。
record-no-show-cancelled = 好的，没有记录。

do-take-back-no-show = 撤销未到记录
take-back-no-show-ask-person = 撤销谁的未到记录？
take-back-no-show-label-person = 撤销未到
take-back-no-show-read-back = 撤销这位志愿者的未到记录？
take-back-no-show-done = 已经撤销，报名恢复了。来了的话，请登记到场。
take-back-no-show-cancelled = 好的，未到记录保留。

correct-attendance-ask-person = 要更正谁的时间？
correct-attendance-ask-times = 实际几点到几点？比如 14:00–17:00。
correct-attendance-ask-reason = 为什么更正？这句话会告诉本人。
correct-attendance-label-person = 志愿者
correct-attendance-label-times = 实际时间
correct-attendance-label-reason = 原因
correct-attendance-read-back = 请核对更正：
correct-attendance-done = 已更正，这次记录 { $hours }，会告诉本人。
correct-attendance-second = 已记下 { $hours }。当天超过 8 小时，还要由另一个人再确认一次。
correct-attendance-cancelled = 好的，时间不变。

cancel-shift-ask-reason = 为什么取消？这句话会告诉所有报名的人。
cancel-shift-label-reason = 原因
cancel-shift-read-back = 要取消“{ $title }”吗？
    时间：{ $span }
    原因：{ $reason }
    会通知 { $people } 人。
cancel-shift-done = 已经取消，正在通知报名的人。
cancel-shift-cancelled = 好的，时段保留。

close-project-ask-reason = 为什么结束？还有报名的人会收到这句话。
close-project-label-reason = 原因
close-project-read-back = 要结束“{ $title }”吗？没开始的时段会取消，报名的人会收到通知。
    原因：{ $reason }
close-project-done = 项目已经结束。
close-project-cancelled = 好的，项目继续。
