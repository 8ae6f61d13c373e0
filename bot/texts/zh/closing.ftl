# 结束项目，结项小结
do-closing-report = 结项小结
close-project-ask-note = 要写几句小结吗？会和数字一起保存。不写请回复“跳过”。
close-project-label-note = 小结
close-project-told = 会通知 { $told } 人。
close-project-unmarked = 还有 { $people } 人没有登记来没来，小结里不会算上。要算上，请先取消，到名单里登记到场，再来结束。
close-project-finished = 活动做完了
closing-report-head = “{ $title }”结项小结（编号 { $number }）
    结束：{ $day }
    原因：{ $reason }
closing-came = 时段 { $shifts } 个，到场 { $came } 人
closing-hours = 签到时长 { $checked_in }，确认时长 { $confirmed }
closing-claims = 待审核 { $claims } 条，共 { $hours }
closing-no-shows = 未到 { $times } 人次
closing-note = 小结：{ $note }
