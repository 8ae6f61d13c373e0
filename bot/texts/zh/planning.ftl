# 照着再办一次，每周重复
do-copy-project = 照着再办一次
do-repeat-weekly = 每周重复
create-project-ask-open-now = 马上开放报名吗？不开放就先存为草稿。
create-project-label-open-now = 马上开放
copy-project-read-back = 请核对新的项目，每一项都可以改：
copy-project-cancelled = 好的，没有新建。
project-kept = 已存为草稿：“{ $title }”，编号 { $number }。准备好了再开放报名。
project-kept-uninsured = 已存为草稿：“{ $title }”，编号 { $number }。
    有风险的项目要先填写保险，才能开放报名。

repeat-weekly-ask-weeks = 再重复几周，或重复到哪一天？比如：8，或 12月26日。最多 26 周。
repeat-weekly-label-weeks = 重复
repeat-weekly-wants-weeks = 请写几周，例如 8；或写最后一天，例如 12月26日。
repeat-weekly-none-by-then = 到那一天为止，没有可以重复的时段。请写晚一点的日期。
repeat-weekly-weeks = { $weeks } 周
repeat-weekly-read-back = 照“{ $title }”{ $span }，每周重复，新加 { $count } 个时段：
repeat-weekly-new = · { $day }
repeat-weekly-holiday = · { $day } 是法定节假日
repeat-weekly-there = · { $day } 已经有了，不再加
repeat-weekly-unknown = { $year } 年的放假安排还不知道，请您留意。
repeat-weekly-done = 已加 { $count } 个时段。
repeat-weekly-cancelled = 好的，没有重复。
