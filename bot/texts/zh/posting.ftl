create-project-ask-title = 项目叫什么名字？
create-project-ask-category = 属于哪一类？
create-project-ask-recipient = 为谁服务？
create-project-ask-date = 哪一天？比如：下周六，或 2026-11-28。
create-project-ask-times = 几点到几点？比如 14:00–17:00。
create-project-ask-address = 在哪里？请写详细地址。
create-project-ask-places = 需要多少人？
create-project-ask-content = 做什么？请用一两句话说明。
create-project-ask-risks = 有什么风险要提醒？没有可以跳过。
create-project-ask-minimum-age = 最小多少岁能参加？没有要求可以跳过。
create-project-label-title = 名称
create-project-label-category = 类别
create-project-label-recipient = 对象
create-project-label-date = 日期
create-project-label-times = 时间
create-project-label-address = 地点
create-project-label-places = 人数
create-project-label-content = 内容
create-project-label-risks = 风险
create-project-label-minimum-age = 最小年龄
create-project-read-back = 请核对要发布的项目：
create-project-done = 已发布：“{ $title }”，编号 { $number }。现在可以报名了。
create-project-cancelled = 好的，没有发布。

add-shift-ask-date = 哪一天？比如：下周六，或 2026-11-28。
add-shift-ask-times = 几点到几点？比如 14:00–17:00。
add-shift-ask-address = 在哪里？请写详细地址。
add-shift-ask-places = 需要多少人？
add-shift-label-date = 日期
add-shift-label-times = 时间
add-shift-label-address = 地点
add-shift-label-places = 人数
add-shift-read-back = 请核对新的时段：
add-shift-done = 已添加：{ $span }
add-shift-cancelled = 好的，没有添加。

cancel-shift-ask-reason = 为什么取消？这句话会告诉所有报名的人。
cancel-shift-label-reason = 原因
cancel-shift-read-back = 要取消“{ $title }”吗？
    时间：{ $span }
    原因：{ $reason }
    会通知 { $people } 人。
cancel-shift-done = 已经取消，正在通知报名的人。
cancel-shift-cancelled = 好的，时段保留。

roster-which = 看哪一个时段？
roster-shifts-left = 还有 { $left } 个时段。
roster-no-shifts = 您现在没有要管理的时段。
roster-head = “{ $title }” { $span }
    报名 { $coming }/{ $places } 人，候补 { $waiting } 人
roster-person = · { $name }（{ $state }）
roster-left = 还有 { $left } 人。
roster-confirmed = 已报名
roster-waiting = 候补
roster-offered = 等答复
roster-checked-in = 已签到
roster-checked-out = 已签退
show-code = “{ $title }”的签到码：{ $code }
    签到时间：{ $open }
    请志愿者发送：签到 { $code }，或扫二维码。
