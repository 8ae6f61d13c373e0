roster-which = 看哪一个时段？
roster-shifts-left = 还有 { $left } 个时段。
roster-no-shifts = 您现在没有要管理的时段。
roster-head = “{ $title }” { $span }
    报名 { $coming }/{ $places } 人，候补 { $waiting } 人，{ $sure } 人说了会来
roster-person = · { $name }（{ $state }）
roster-person-with = · { $name }（{ $state }，随{ $adult }）
roster-left = 还有 { $left } 人。
roster-confirmed = 已报名
roster-waiting = 候补
roster-offered = 等答复
roster-coming = 说了会来
roster-no-show = 未到
roster-checked-in = 已签到
roster-checked-out = 已签退
show-code-which = 要看哪一个的签到码？
show-code = “{ $title }”的签到码：{ $code }
    签到时间：{ $open }
    请志愿者发送：签到 { $code }，或扫二维码。
