# 微信专用
wechat-export-link = 请点这里下载，链接只给您本人：{ $link }
wechat-card-link = 志愿者证请点这里看，链接只给您本人：{ $link }
wechat-door-link = 二维码请点这里看，链接只给您本人：{ $link }
wechat-chart-link = 按月份看图，链接只给您本人：{ $link }
wechat-report-link = 看图请点这里，链接只给您本人：{ $link }
wechat-picture-link = 图片请点这里看：{ $link }
wechat-workbook-link = 请点这里下载表格，链接只给您本人：{ $link }
wechat-messages-waited = 有 { $count } 条消息给您：
wechat-rest = （未完，回复“{ $word }”继续看）
wechat-rest-word = 下文
wechat-moment = 请稍等，正在处理。过一会儿回复 1，就能看到结果。
wechat-menu-join = 参加服务
wechat-menu-mine = 我的
wechat-menu-more = 更多
wechat-menu-browse = 看看项目
wechat-menu-signups = 我的报名
wechat-menu-check-in = 签到
wechat-menu-hours = 我的时长
wechat-menu-log = 登记时长
wechat-menu-menu = 菜单
wechat-menu-settings = 设置
wechat-menu-help = 帮助

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
