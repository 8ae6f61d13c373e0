log-hours-ask-project = 为哪个项目服务的？
log-hours-which-project = 您说的是哪一个？
log-hours-ask-date = 哪一天？比如：昨天，或 2026-11-20。
log-hours-ask-times = 几点到几点？比如 14:00–17:00。也可以只说多久，比如“两个半小时”。
log-hours-ask-note = 做了什么？可以写一句，也可以跳过。
log-hours-label-project = 项目
log-hours-label-date = 日期
log-hours-label-times = 时间
log-hours-label-note = 说明
log-hours-read-back = 请核对要登记的时长：
log-hours-no-project = 没有项目（自己做的好事）
log-hours-done = 已登记，等待确认。最迟{ $deadline }有结果，到时告诉您。
log-hours-holidays-unknown = { $year }年的节假日安排还没有公布，这个日期按周一到周五计算，可能会变。
log-hours-cancelled = 好的，没有登记。

correct-hours-ask-entry = 哪一条记录不对？
correct-hours-none-meant = 没有找到您说的那条记录。请从最近的记录里选。
correct-hours-ask-times = 应该是多久？比如“3小时”。
correct-hours-ask-reason = 请简单说明为什么，方便负责人核对。
correct-hours-label-entry = 记录
correct-hours-label-times = 应为
correct-hours-label-reason = 说明
correct-hours-read-back = 请核对要更正的内容：
correct-hours-done = 已转给负责人核对。有结果会告诉您，原来的记录先保留。
correct-hours-cancelled = 好的，记录不变。

hours-total = 您的累计时长：{ $hours }
hours-checked-in = 签到记录：{ $hours }
hours-confirmed = 负责人确认：{ $hours }
hours-waiting = 等待确认：{ $hours }（还没有计入）
hours-of = { $heading }：{ $hours }
hours-of-title = · { $title }：{ $hours }
hours-year = { $year }年：{ $hours }
records-none = 还没有服务记录。
records-head = 您的服务记录
records-left = 还有 { $left } 条。
record-label = { $title } { $day } { $hours }
record-lines = 【{ $title }】
    { $day } · { $hours }
    { $grade }
grade-checked-in = 签到记录
grade-confirmed = 已确认
grade-claimed = 等待确认

check-in-done = 签到成功：“{ $title }”，{ $time }。结束时请记得签退。
check-in-how = 到了现场，请向负责人要六位签到码，然后发送：签到 六位数字。也可以扫负责人的二维码。
    您最近的报名：“{ $title }”，{ $span }
check-out-done = 签退成功：“{ $title }”。这次记录 { $hours }（{ $span }）。辛苦了！
check-out-earlier = 签退按现在的时间记。您说走得更早，请选“记录有误”，请负责人更正。
check-out-too-short = 签退成功：“{ $title }”。不到一分钟，没有记录时长。如果是误按，请再签到一次。
check-out-which = 要签退哪一个？

chart-title = 最近的服务时长
chart-other = 其他类别
chart-total = 共 { $hours }
