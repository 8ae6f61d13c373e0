do-add-walk-in = 加到场的人
add-walk-in-ask-who = 谁来了但没有报名？请写志愿者编号，或完整的姓名。
add-walk-in-how = 请写志愿者编号，或完整的姓名。
add-walk-in-none = 没有找到“{ $words }”。请核对编号或姓名；还没注册的，请对方扫签到码，先注册再签到。
add-walk-in-ask-person = 是哪一位？
add-walk-in-label-who = 编号或姓名
add-walk-in-label-person = 志愿者
walk-in-label = { $name }（编号尾号 { $tail }）
add-walk-in-read-back = 请{ $who }加入“{ $title }”吗？会请本人（孩子由监护人）在手机上确认，确认后才算报名。
add-walk-in-done = 已经请对方在手机上确认。对方没收到，请让对方发送“签到”。
add-walk-in-asked-before = 已经请过这一位了。对方没收到，请让对方发送“签到”。
add-walk-in-cancelled = 好的，没有加人。
join-on-site-read-back = 您没有报名这个时段。现在可以报名并签到，请看清楚再确认：
join-on-site-read-back-for = { $name }没有报名这个时段。您可以替孩子报名并签到，请看清楚再确认：
join-on-site-done-for = 已替{ $name }报名并签到：“{ $title }”，{ $time }。结束时请记得替孩子签退。
join-on-site-done = 报名并签到成功：“{ $title }”，{ $time }。结束时请记得签退。
join-on-site-cancelled = 好的，没有报名，也没有签到。
walk-in-declined = 好的，没有报名。
walk-in-yes = 报名并签到
walk-in-no = 不参加
notice-walk-in-asked = “{ $title }”的{ $name }说{ $who ->
        [child] 孩子
       *[you] 您
    }来帮忙了。
    时间：{ $span }
    地点：{ $address }
    要报名并签到吗？
notice-walk-in-declined = { $name } 不参加“{ $title }”，没有加进名单。
waiting-notice-walk-in = 请发送“签到”答复。
