# 管理项目
do-my-projects = 我的项目
do-my-project = 管理这个项目
do-project-shifts = 时段
do-my-shift = 管理这个时段
do-open-project = 开放报名
do-pause-project = 暂停报名
do-resume-project = 恢复报名
do-project-code = 招募二维码

my-projects-head = 您管理的项目
my-projects-over = 已结束的项目
my-projects-none = 您现在没有要管理的项目。
my-projects-none-over = 还没有已结束的项目。
my-projects-line = 【{ $title }】编号 { $number }（{ $state }）
my-project-state = 状态：{ $state }
my-project-beside = 共同组织者：{ $names }
my-project-risky = 有风险。保险：{ $insurance }
my-project-not-insured = 还没有填写，不能开放报名
my-project-no-shifts = 没有以后的时段。
project-state-draft = 草稿
project-state-open = 报名中
project-state-running = 进行中
project-state-paused = 已暂停
project-state-closed = 已结束
project-shifts-head = “{ $title }”的时段
project-more-shifts-left = 还有 { $left } 个时段。
my-shift-head = 【{ $title }】
my-shift-line = { $span } · 报名 { $taken }/{ $places } · 候补 { $waiting }
my-shift-line-cancelled = { $span } · 已取消
my-shift-address = 地点：{ $value }
my-shift-meeting-point = 集合：{ $value }
my-shift-waitlist-size = 最多候补：{ $value } 人
my-shift-leader = 负责人：{ $value }
my-shift-contact = 联系：{ $value }

project-opened = 已开放报名，大家在“项目”里能看到了。
project-paused = 已暂停报名。已经报名的人不变，时段照常。
project-resumed = 已恢复报名。
project-code = 扫这个二维码就能看到“{ $title }”并报名，可以转发或打印。
    也可以请大家发送“项目”，找编号 { $number }。
project-code-not-yet = 项目开放报名后才有招募二维码。
enter-insurance = 填写保险
organize-beside = 您想管理什么？
