approve-none = 没有等待审核的时长。
approve-head = 有 { $count } 条时长等待审核：
approve-none-meant = 您说的那条没有在等审核，这些在等：
approve-left = 还有 { $left } 条。
claim-label = { $name } { $day } { $hours }
claim-lines = { $name }：“{ $title }”
    { $when }，{ $hours }
claim-age = { $days ->
    [0] 今天登记的
   *[other] 等了 { $days } 天
}
claim-due = { $left ->
    [0] 最迟{ $deadline }审核，今天是最后一天
   *[other] 最迟{ $deadline }审核，还有 { $left } 个工作日
}
claim-overdue = 最迟{ $deadline }审核，已经过了 { $over } 天
claim-note = 说明：{ $note }
claim-forgotten = 忘了签退：按计划结束时间记的。
claim-second = 已有一人通过，还要第二个人通过。
confirm-claim-done = 已通过，时长已计入，会告诉本人。
confirm-claim-second = 您已通过。当天超过 8 小时，还要第二个人通过，已经通知对方。
confirm-claim-second-nobody = 您已通过。当天超过 8 小时，还要第二个人通过。
    现在还没有别人能审核，请在“管理”里邀请一位组织者。

refuse-claim-ask-reason = 为什么不通过？这句话会告诉本人。
refuse-claim-label-reason = 原因
refuse-claim-read-back = 不通过：{ $claim }
    原因：{ $reason }
refuse-claim-done = 已经告诉本人没有通过和原因。
refuse-claim-cancelled = 好的，还没有决定。

approve-all-read-back = 要全部通过这 { $count } 条吗？共 { $hours }：{ $names }{ $more ->
        [0] {""}
       *[other] 等，另有 { $more } 人
    }{ $left ->
        [0] {""}
       *[other] 。一次最多这些，还有 { $left } 条下次再办。
    }
approve-all-done = 通过 { $confirmed } 条。{ $second ->
        [0] {""}
       *[other] 还有 { $second } 条要第二个人通过。
    }{ $refused ->
        [0] {""}
       *[other] 有 { $refused } 条不能通过，请逐条查看。
    }
approve-all-cancelled = 好的，还没有决定。

correct-entry-ask-times = 应该是多久？比如“3小时”。
correct-entry-ask-reason = 为什么更正？这句话会告诉本人。
correct-entry-label-times = 应为
correct-entry-label-reason = 原因
correct-entry-read-back = 请核对更正：
correct-entry-record = 记录：{ $name }，“{ $title }”，{ $day }，{ $hours }
correct-entry-done = 已更正，会告诉本人。
correct-entry-cancelled = 好的，记录不变。
