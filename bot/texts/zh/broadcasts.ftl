## 群发：写、试算、发送、进度

do-broadcast = 群发消息
do-broadcasts = 群发
do-broadcast-progress = 看进度
do-pause-broadcast = 暂停
do-resume-broadcast = 继续发
do-cancel-broadcast = 不发了

broadcast-ask-text = 要发什么？请写清楚要做什么、为什么需要人。最多 500 个字。
broadcast-ask-picture = 要配一张图片吗？请直接发来。可以跳过。
broadcast-ask-text-en = 看英文的人收到什么？请写英文。可以跳过，他们就收到中文。
broadcast-ask-project = 请大家报名哪个项目？不涉及项目，可以跳过。
broadcast-ask-audience = 发给谁？
broadcast-ask-district = 只发给哪个地区的人？比如：城西区。可以跳过。
broadcast-ask-categories = 只发给关注哪几类服务的人？可以选几类，选好回复“完成”。可以跳过。
broadcast-ask-skill = 只发给有什么技能的人？比如：急救。可以跳过。
broadcast-ask-ages = 只发给多大年龄的人？比如：18-60，或 60 岁以上。可以跳过。
broadcast-ask-star = 只发给几星以上的志愿者？可以跳过。
broadcast-ask-team = 只发给哪个单位或服务队的成员？可以跳过。
broadcast-ask-most = 最多发给多少人？最久没有被联系的人优先。可以跳过，就发给所有合适的人。
broadcast-ask-start = 什么时候发？比如：明天上午9点。跳过就马上发。
broadcast-ask-recipients = 请输入人数 { $count }，然后核对。
broadcast-label-text = 内容
broadcast-label-picture = 图片
broadcast-label-text-en = 英文
broadcast-label-project = 项目
broadcast-label-audience = 对象
broadcast-label-district = 地区
broadcast-label-categories = 关注类别
broadcast-label-skill = 技能
broadcast-label-ages = 年龄
broadcast-label-star = 星级
broadcast-label-team = 单位或服务队
broadcast-label-most = 最多
broadcast-label-start = 时间
broadcast-label-recipients = 人数
broadcast-read-back = 请核对要发的消息：
broadcast-cancelled = 好的，没有发。

picture-there = 有一张
picture-taken = 图片收到了。
picture-changed = 图片换好了。
picture-wanted = 请发一张图片，或跳过。
picture-away = 图片没有取到。请过一会儿再发一次，或跳过。
picture-too-large = 图片太大了。请缩小后再发，或跳过。
picture-other-format = 这张图片打不开。请发照片或截图，或跳过。
picture-too-narrow = 图片太长、太窄了，发不出去。请剪短后再发，或跳过。

broadcast-no-project = 不涉及项目
audience-fitting = 能报名这个项目的人
audience-everybody = 所有志愿者
audience-narrowed = 按条件挑选
audience-star = { $star } 星（{ $hours } 小时）
field-wants-ages = 请写年龄范围，比如 18-60，或 60 岁以上。
field-ages = { $first }–{ $last } 岁
field-moment-out-of-range = 时间要在以后，最多 { $days } 天之内。
field-now = 马上
field-unlimited = 不限

broadcast-dry-run = 会发给 { $count } 人。
broadcast-way = · { $way }：{ $count } 人
way-telegram-direct = Telegram
way-wechat-direct = 微信消息
way-wechat-asked = 微信订阅通知
way-wechat-mass = 微信群发
gist-recruitment = 发“项目”报名，“退订”不再收
broadcast-takes = 大约要 { $time }。晚上 9 点到早上 8 点不发。
broadcast-minutes = { $count } 分钟
broadcast-hours = { $count } 小时
broadcast-days = { $count } 天
broadcast-and = { $whole } { $rest }
broadcast-people = { $count } 人
broadcast-people-about = 约 { $count } 人，到时再定
broadcast-estimate = 这是按现在的情况估算的。名单到发送时再定，人数可能有变化。
broadcast-nobody = 现在没有人能收到。请返回修改条件，或取消。
broadcast-number-differs = 人数不对。会发给 { $count } 人，请输入 { $count }；要改条件请返回。
broadcast-picture-link = 在微信上最近没有发过消息的人，收到的是图片的链接。
broadcast-preview = 预览
broadcast-preview-head = 收到的人会看到：
broadcast-preview-other = 看英文的人会看到：{ $text }

left-out-not-eligible = · 不发：{ $count } 人不符合报名条件，或已经报名
left-out-opted-out = · 不发：{ $count } 人不想收这类消息
left-out-unreachable = · 不发：{ $count } 人联系不上
left-out-asked-lately = · 不发：{ $count } 人最近收到的已经够多
left-out-no-way = · 不发：{ $count } 人最近没有发过消息，平台不允许主动联系
left-out-not-served = · 不发：{ $count } 人所在的平台或发送方式已经停用
left-out-beyond-number = · 不发：{ $count } 人超出要发的人数

broadcast-begins = 开始发给 { $count } 人。
broadcast-scheduled = 会在 { $when } 发，现在估计是 { $count } 人。名单到那时再定。
broadcast-number = 编号 { $number }。进度随时可以看。

broadcast-head = 群发 { $number }：{ $text }
broadcast-state-waits = 还没到时间。{ $when } 准备名单，然后开始发。
broadcast-state-planning = 正在准备名单。
broadcast-state-ready = 名单准备好了，到时间就开始发。
broadcast-state-sending = 正在发送。
broadcast-state-paused = 已暂停。
broadcast-state-done = 发完了。
broadcast-state-cancelled = 已取消。
broadcast-counts = 已发 { $sent }，没发成 { $failed }，还剩 { $left }。
delivery-unreachable = · 没发成：{ $count } 人已取消关注或停用
delivery-refused = · 没发成：{ $count } 人被平台拒绝
delivery-unknown = · 不确定：{ $count } 人可能收到了，不会重发
delivery-cancelled = · 取消时还没发：{ $count } 人
broadcast-results = 看过项目 { $opened } 人，报名 { $signed } 人，不想再收 { $stopped } 人。
broadcast-label = { $number }：{ $text }
broadcasts-which = 看哪一次群发？
broadcasts-none = 还没有群发过。
broadcast-really-cancel = 群发 { $number } 没发的就不发了，不能再继续。确定吗？
refused-picture-gone = 那张图片已经不在了。请选“修改”，再发一次图片，或跳过。
refused-broadcast-over = 这次群发已经结束，不能再改。

## 收到的人看到什么

recruiting-from = { $name }：
recruiting-from-verified = { $name }（已认证）：
recruiting-project = “{ $title }”
recruiting-shift = { $span }，{ $address }
recruiting-not-this-topic = 不要这类消息
recruiting-less-often = 少收一些
recruiting-stop = 不再收消息
recruiting-undo = 撤销
recruiting-topic-declined = 好的，不再给您发“{ $topic }”的招募消息。
recruiting-topic-wanted = 好的，会再给您发“{ $topic }”的招募消息。
recruiting-less = 好的，招募消息最多每 { $days } 天一次。
recruiting-normal = 好的，招募消息每周最多 { $most } 次。
do-recruit-normally = 恢复正常次数

do-message-settings = 消息设置
message-settings-normal = 招募消息每周最多 { $most } 次，晚上不发。您自己的服务通知照常发。
message-settings-rarely = 招募消息最多每 { $days } 天一次。您自己的服务通知照常发。
message-settings-stopped = 您现在不收招募消息。您自己的服务通知照常发。
message-settings-declined = 不收的类别：{ $topics }
message-settings-want = 再收“{ $topic }”
do-message-zone = 我在哪个时区
message-settings-zone = 您在：{ $zone }。那里的晚上也不发。
message-zone-done = 好的。{ $zone }晚上 9 点到早上 8 点，不给您发招募消息。
message-zone-ask-zone = 您住在哪里？没有的话，请选时间最接近的。
message-zone-cancelled = 好的，没有修改。
message-zone-label-zone = 时区
zone-china = 中国（北京时间）
zone-xinjiang = 新疆
zone-japan = 日本、韩国
zone-southeast-asia = 东南亚
zone-britain = 英国
zone-europe = 欧洲大陆
zone-america-east = 美洲东部
zone-america-west = 美洲西部

notice-broadcast-done = 群发 { $number } 发完了：已发 { $sent } 人，没发成 { $failed } 人，没有发 { $left } 人。

mass-how-to-sign-up = 想参加请回复：项目。不想再收请回复：退订。
mass-how-to-stop = 不想再收请回复：退订。
waiting-notice-broadcasts = 想看详情，请回复“管理”，再选“群发”。
