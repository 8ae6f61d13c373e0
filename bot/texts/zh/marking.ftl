do-mark-attendance = 登记到场
mark-attendance-ask-absent = 谁没有来？请回复号码或姓名，比如“除了3和5”。都来了，请回复“全到了”。
mark-attendance-all-came = 全到了
mark-attendance-how = 请回复没来的人的号码或姓名，比如“3、5”。都来了，请回复“全到了”。
mark-attendance-unknown = 名单里没有找到：{ $words }。请回复号码。
mark-attendance-several = 不止一位叫这个名字：{ $words }。请回复号码。
mark-attendance-beyond = 先记这些，后面还有 { $left } 人。
mark-attendance-ask-no-show = 没来的人，要记为未到吗？只作记录，不影响以后报名。
mark-attendance-no-show-yes = 记为未到
mark-attendance-no-show-no = 先不记
mark-attendance-label-absent = 没来的人
mark-attendance-label-no-show = 没来的人怎么记
mark-attendance-read-back = 请核对到场：“{ $title }” { $span }
mark-attendance-came = 到了 { $count } 人，每人记 { $hours }，会告诉本人：{ $names }
mark-attendance-no-show = 没来 { $count } 人，记为未到：{ $names }
mark-attendance-absent = 没来 { $count } 人，先不记：{ $names }
mark-attendance-done = 记好了 { $recorded } 人的时长。{ $second ->
        [0] {""}
       *[other] { $second } 人当天超过 8 小时，要第二个人通过，已经通知对方。
    }{ $absent ->
        [0] {""}
       *[other] 记了 { $absent } 人未到。
    }{ $already ->
        [0] {""}
       *[other] { $already } 人已有签到记录，没有改动。
    }
mark-attendance-go-on = 接着记后面的人
mark-attendance-cancelled = 好的，没有登记到场。
mark-attendance-not-own-hours = 自己的时长要由另一位负责人来记
mark-attendance-not-claim-overlaps = 和另一条服务记录的时间重叠，没有记
mark-attendance-not-claim-over-daily-limit = 当天超过 12 小时，没有记
mark-attendance-not-not-signed-up = 已经没有名额，没有记
mark-attendance-not-any = 没有记
notice-hours-marked = 负责人登记您参加了“{ $title }”，{ $day }，记 { $hours }。谢谢您！
    如果不对，请选“记录有误”。
