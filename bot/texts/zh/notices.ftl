# 给本人的消息
notice-place-offered = 有名额了：“{ $title }”
    时间：{ $span }
    地点：{ $address }
    请在{ $until }前答复，过时会让给下一位。
notice-offer-expired = “{ $title }”的名额没有等到您的答复，已经让给下一位。
    时间：{ $span }
    您可以再看看别的项目。
notice-shift-cancelled = 很抱歉，“{ $title }”取消了。
    时间：{ $span }{ $because }
    您的报名已经结束，可以再看看别的项目。
notice-shift-reminder = 提醒：“{ $title }”
    时间：{ $span }
    地点：{ $address }{ $more }
    您能来吗？
notice-hours-confirmed = 时长已确认：“{ $title }”，{ $day }，{ $hours }。谢谢您！
notice-hours-refused = 您登记的时长没有通过：“{ $title }”，{ $day }，{ $hours }。
    原因：{ $reason }
    如有不同，请联系负责人，或重新登记。
notice-correction-declined = 您的更正请求看过了，“{ $title }”，{ $day }，仍然是 { $hours }。
    原因：{ $reason }
notice-hours-corrected = 时长已更正为 { $hours }：“{ $title }”，{ $day }。
    原因：{ $reason }
notice-check-out-forgotten = 没有收到您的签退：“{ $title }”，{ $span }。
    已按计划结束时间登记 { $hours }，等负责人确认。
notice-guardian-consented = { $newcomer ->
    [yes] 您的监护人已经同意，请继续。请问您的姓名？
   *[no] 您的监护人已经同意，可以报名了。
}
notice-guardian-refused = 您的监护人没有同意，所以还不能继续。请和监护人商量。
notice-linked = 两个账号已经绑定，时长合在一起计算。
notice-link-asked = 想和您绑定的是：{ $other }
    绑定后，报名和时长合在一起。是您本人的账号吗？
    也可以发送“绑定”再看一次。
# 给负责人的消息
notice-late-cancellation = { $name } 来不了“{ $title }”。
    时间：{ $span }
notice-place-left = “{ $title }”空出的名额没有人接，候补名单上也没有人了。
    时间：{ $span }
notice-claim-waiting = { $name } 登记了“{ $title }”{ $day }的 { $hours }，请在{ $deadline }前审核。
notice-claim-escalated = 请尽快审核：{ $name } 的“{ $title }”，{ $day }，{ $hours }。最迟{ $deadline }。
notice-claim-second = 请您做第二个审核的人：{ $name } 的“{ $title }”，{ $day }，{ $hours }。
    当天超过 8 小时，已有一人通过。最迟{ $deadline }。
notice-link-conflict = 有两个账号想绑定，但资料不一致，需要您核对。
notice-correction-asked = { $name } 说记录有误：“{ $title }”，{ $day }，记的是 { $before }，应为 { $hours }。
    说明：{ $reason }
    请核对。
notice-no-shows = { $name } 一年内有 { $times } 次没有到场。仅供了解，没有限制报名。

notice-consent-withdrawn = 您的监护人撤回了同意。{ $follows ->
        [barred] 您暂时不能报名，已经报名的活动取消了。监护人重新同意后就可以再报名，发“监护”。
       *[other] 您的报名不受影响。
    }
decline-offer = 不去了
i-am-coming = 我会来
i-cannot-come = 我来不了
good-deed = 自己做的好事
waiting-notice-signups = 请发送“我的报名”答复。
waiting-notice-approve = 请发送“审核”处理。
# 可有可无的部分
notice-because = 原因：{ $because }
notice-bring = 请带：{ $bring }
notice-contact = 联系：{ $contact }

gist-place-offered = 请尽快到这里答复
gist-shift-reminder = 来不了请早点取消
gist-shift-cancelled = 您的报名已结束
gist-hours-confirmed = 谢谢您的服务
