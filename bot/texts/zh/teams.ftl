# 服务队：志愿者这边
do-join-team = 加入服务队
do-my-teams = 我的服务队
do-leave-team = 退出服务队
do-main-unit = 设为主单位

join-team-how = 请发送“加入”加邀请码。邀请码由服务队或单位的组织者给您。
join-team-register = 您受邀加入“{ $name }”。先注册，只要一分钟，注册好就加入了。
join-team-before = 您已经在“{ $name }”里了，不用再加入。
join-team-read-back = 要加入“{ $team }”吗？
    加入后，这里的组织者能看到您的姓名和加入日期。
    您随时可以在“设置”里退出。
join-team-done = 您已加入“{ $name }”。{ $main ->
        [yes] 这是您的主单位。
       *[no] {""}
    }
    接下来可以看看有什么项目。
join-team-cancelled = 好的，没有加入。邀请在有效期内还能用。
register-label-team = 加入
register-joined = 您已加入“{ $name }”。
register-not-joined = 邀请已经失效，没有加入服务队。需要的话，请向组织者要新的邀请。

my-teams-head = 您所在的单位和服务队：
my-teams-none = 您还没有加入服务队。有邀请码，请发送“加入”加邀请码。
my-team = · { $team }，{ $day }加入
my-team-main = · { $team }，{ $day }加入，主单位
my-data-teams = 服务队

leave-team-ask-team = 要退出哪一个？
leave-team-label-team = 服务队
leave-team-read-back = 要退出“{ $team }”吗？
    您的服务时长和报名不受影响。
leave-team-done = 您已退出“{ $name }”。
leave-team-cancelled = 好的，您还在服务队里。

main-unit-ask-team = 哪一个是您的主单位？单位统计人数时，只在主单位算您一次。
main-unit-label-team = 主单位
main-unit-read-back = 把“{ $team }”设为您的主单位吗？
    单位统计人数时，只在主单位算您一次。
main-unit-done = “{ $name }”现在是您的主单位。
main-unit-cancelled = 好的，主单位不变。

# 组织者这边
do-team = 成员
do-invite-members = 邀请加入
do-withdraw-invitation = 撤回邀请
do-team-members = 成员名单
do-set-headcount = 单位人数

invite-members-read-back = 邀请大家加入“{ $team }”。
    凭这个邀请谁都可以加入，人数不限，{ $days } 天内有效，随时可以撤回。
invite-members-done = 邀请加入“{ $name }”，{ $until }前有效。
    请把二维码或这个链接转给大家：
    { $link }
    也可以请大家在这里发送：加入 { $code }
invite-members-cancelled = 好的，没有邀请。

withdraw-invitation-read-back = 要撤回“{ $name }”的邀请吗？
    撤回后不能再凭它加入，已经加入的人不受影响。
withdraw-invitation-done = 邀请已经撤回。
withdraw-invitation-cancelled = 好的，邀请还有效。

members-head = “{ $team }”的成员：{ $count } 人
member-line = · { $name }，{ $day }加入{ $main ->
        [yes] ，主单位
       *[no] {""}
    }
remove-member = 移出{ $name }
remove-member-read-back = 要把{ $name }移出“{ $team }”吗？
    我们会通知对方。对方的服务时长和报名不受影响。
remove-member-done = 已经移出，也通知了对方。
remove-member-cancelled = 好的，成员不变。

share-members = 成员 { $count } 人
share-at-home = 其中主单位在这里的 { $count } 人
share-headcount = 单位共 { $headcount } 人，登记比例 { $percent }%
share-aim = { $level }的要求是 { $aim }% 以上，{ $reached ->
        [yes] 已经达到
       *[no] 还没达到
    }（仅供了解）
level-national = 全国文明单位
level-provincial = 省级文明单位
level-departmental = 省直机关文明单位

set-headcount-ask-headcount = 单位一共有多少人？不是志愿者的人也算在内。
set-headcount-ask-level = 是哪一级文明单位？都不是，请选“跳过”。
set-headcount-label-headcount = 单位人数
set-headcount-label-level = 文明单位
set-headcount-read-back = 请核对：
set-headcount-done = 记下了。
set-headcount-cancelled = 好的，人数不变。

notice-team-left = 组织者把您移出了“{ $name }”。您的服务时长和报名不受影响。

# 链接打开的网页
join-page-title = 加入服务队
join-page = 邀请您加入“{ $name }”。
join-page-verified = 邀请您加入“{ $name }”（已认证）。
join-page-telegram = 用 Telegram 加入
join-page-wechat = 用微信加入：请长按或扫描下面的二维码。
join-page-code = 也可以在聊天里发送：加入 { $code }
join-page-over = 这个邀请已经失效。请向给您的人要一个新的。
