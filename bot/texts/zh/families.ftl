# 一个人给几位家人报名
who-everybody = 全家
who-me = { $name }（本人）
who-none = 还没有选。请至少选一位。
who-not-understood = 我没看懂是谁。请选名字，或回复编号，比如“1 2”。
who-cannot = { $why }
cannot-come = { $reason ->
        [already-signed-up] { $name }已经报过名了。
        [clash] { $name }不能参加：时间和另一个报名冲突。
        [guardian-missing] { $name }不能参加：需要监护人先同意。
        [too-young] { $name }不能参加：年龄不符合要求。
        [minor-on-risky-shift] { $name }不能参加：有风险，未满 18 岁不能参加。
        [skill-missing] { $name }不能参加：需要特定技能。
        [training-missing] { $name }不能参加：需要先参加培训。
       *[other] { $name }现在不能报名。
    }

sign-up-together-ask-shift = 想参加哪一个时段？
sign-up-together-ask-people = 谁来参加？可以选几位，也可以回复几个编号，比如“1 2”。
sign-up-together-ask-if-short = 名额不够大家都参加。怎么办？
sign-up-together-label-shift = 时段
sign-up-together-label-people = 参加的人
sign-up-together-label-if-short = 名额不够时
sign-up-together-fit = 先报{ $names }
sign-up-together-wait = { $count } 人都排候补
sign-up-together-none = 这次都不报
sign-up-together-people = 参加的人：
sign-up-together-person = · { $name }{ $how ->
        [comes] ：报名
        [waits] ：候补
       *[not] ：这次不报
    }
sign-up-together-one-by-one = 确认后都排在候补。有名额时，按顺序一位一位地问您。
sign-up-together-done = 报名成功：“{ $title }”
    参加的人：{ $names }
    时间：{ $span }
    地点：{ $address }
    谁来不了，请尽早取消，把名额让给别人。
sign-up-together-waits = 已排候补：“{ $title }”
    时间：{ $span }
    地点：{ $address }
sign-up-together-rank = · { $name }：第 { $rank } 位
sign-up-together-cancelled = 好的，没有报名。

cancel-together-ask-shift = 要取消哪一个？
cancel-together-ask-people = 谁不去了？可以选几位，也可以回复几个编号，比如“1 2”。
cancel-together-label-shift = 报名
cancel-together-label-people = 取消的人
cancel-together-who = 取消的人：{ $names }
cancel-together-cancelled = 好的，报名保留。

check-in-together-ask-people = 谁到了？请选“全家”，或者选几位；也可以回复几个编号，比如“2 3”。
check-in-together-label-people = 到了的人
check-in-together-cancelled = 好的，还没有签到。
check-in-together-done = 签到成功：“{ $title }”，{ $time }。
    已签到：{ $names }
    结束时请记得签退。
check-in-not = { $reason ->
        [already-checked-in] { $name }已经签到了。
        [already-checked-out] { $name }已经签退了。
        [not-signed-up] { $name }没有签到：没有这个时段的名额。
        [not-chosen] { $name }没有签到：这次没有选。要签到，请再发一次签到码。
       *[other] { $name }没有签到：现在不能签到。
    }

check-out-together-ask-people = 谁要签退？请选“全家”，或者选几位；也可以回复几个编号，比如“2 3”。
check-out-together-label-people = 签退的人
check-out-together-cancelled = 好的，还没有签退。
check-out-together-done = 签退成功：“{ $title }”。辛苦了！
check-out-together-person = · { $name }：记录 { $hours }（{ $span }）
check-out-together-too-short = · { $name }：不到一分钟，没有记录时长
check-out-not = { $reason ->
        [already-checked-out] { $name }已经签退了。
        [not-checked-in] { $name }没有签到，不用签退。
        [not-chosen] { $name }还没有签退，离开时请再签退。
       *[other] { $name }没有签退：现在不能签退。
    }

sign-up-of = 参加的人：{ $name }
sign-up-state-of = { $name }：{ $state }
answer-for = { $answer }（{ $name }）

notice-signed-up-for = { $by }为您{ $waits ->
        [yes] 排了候补
       *[no] 报了名
    }：“{ $title }”
    时间：{ $span }
    地点：{ $address }
    不想去，随时可以取消。
notice-cancelled-for = { $by }替您取消了“{ $title }”。
    时间：{ $span }
    想去的话，可以自己再报名。
notice-checked-out-for = { $by }替您签退了“{ $title }”，{ $day }，记 { $hours }。
    如果不对，请选“记录有误”。
notice-about = 这是{ $name }的消息：
    { $text }
notice-family = 同去的家人：{ $family }
