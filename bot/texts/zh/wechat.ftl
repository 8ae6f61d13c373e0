# 微信专用
wechat-export-link = 请点这里下载，链接只给您本人：{ $link }
wechat-card-link = 志愿者证请点这里看，链接只给您本人：{ $link }
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
