# For WeChat only
wechat-export-link = Download it here. The link is only for you: { $link }
wechat-card-link = See your card here. The link is only for you: { $link }
wechat-door-link = See the QR code here. The link is only for you: { $link }
wechat-chart-link = See it month by month. The link is only for you: { $link }
wechat-report-link = See it as a picture here. The link is only for you: { $link }
wechat-picture-link = See the picture here: { $link }
wechat-workbook-link = Download the file here. The link is only for you: { $link }
wechat-messages-waited = There are { $count } messages for you:
wechat-rest = (There's more. Reply "{ $word }" to read on.)
wechat-rest-word = rest
wechat-moment = One moment, I'm working on it. Send 1 in a little while to see the result.
wechat-menu-join = Join in
wechat-menu-mine = My service
wechat-menu-more = More
wechat-menu-browse = Projects
wechat-menu-signups = My sign-ups
wechat-menu-check-in = Check in
wechat-menu-hours = My hours
wechat-menu-log = Log hours
wechat-menu-menu = Menu
wechat-menu-settings = Settings
wechat-menu-help = Help

# Words in the account's templates, which are in Chinese whatever language the person speaks.
wechat-template-place-offered = 名额 候补 递补
wechat-template-shift-reminder = 提醒
wechat-template-shift-cancelled = 取消
wechat-template-shift-changed = 变更 调整 改期
wechat-template-hours-confirmed = 时长 工时
wechat-template-recruitment = 招募 新活动 新项目 活动推荐 报名开始
wechat-field-title = 名称 活动 项目 事项
wechat-field-when = 时间 日期
wechat-field-where = 地点 地址
wechat-field-hours = 时长 工时
wechat-field-note = 提示 备注 说明
wechat-field-time = { $year }年{ $month }月{ $day }日 { $time }
