# 共同组织者，时段负责人
do-co-organizers = 共同组织者
do-take-in = 从同事里加一位
do-invite-to-project = 用邀请码加一位
do-let-go = 移除一位
do-lead-shift = 时段负责人
do-shift-contact = 填写联系方式
claim-project-done = 您现在可以一起管理项目“{ $title }”。
claim-shift-done = 您现在负责“{ $title }”的这个时段：{ $span }。
    名单、签到码和时长由您管。请填写联系方式，有名额的人能看到。
co-organizers-head = “{ $title }”的共同组织者：{ $names }
co-organizers-none = “{ $title }”还没有共同组织者。加上的人也能管理这个项目。

take-in-ask-person = 请谁一起管理？
take-in-label-person = 共同组织者
take-in-read-back = 请核对，加上后对方就能管理这个项目：
take-in-nobody = 这个单位没有别的同事可以加。可以用邀请码请一位。
take-in-done = 已加上，正在通知本人。
take-in-cancelled = 好的，没有加。

invite-to-project-read-back = 邀请一位，一起管理“{ $title }”？
invite-to-project-done = 邀请码：{ $code }
    请对方在 24 小时内发送：认领 { $code }
    邀请码只能用一次。
invite-to-project-cancelled = 好的，没有邀请。

let-go-ask-person = 移除谁？
let-go-label-person = 共同组织者
let-go-read-back = 移除后对方不能再管理这个项目：
let-go-done = 已移除。
let-go-cancelled = 好的，不变。

lead-shift-ask-leader = 这个时段由谁负责？对方管这个时段的名单、签到码和时长。
lead-shift-ask-contact = 报名的人怎么联系对方？只给有名额的人看。不写请回复“跳过”。
lead-shift-label-leader = 负责人
lead-shift-label-contact = 联系方式
lead-shift-by-code = 用邀请码请一位
lead-shift-as-project = 还由项目负责人负责
lead-shift-read-back = 请核对这个时段的负责人：
lead-shift-done = 已设置。
lead-shift-invited = 邀请码：{ $code }
    请对方在 24 小时内发送：认领 { $code }
    发送后就由对方负责这个时段。邀请码只能用一次。
lead-shift-cancelled = 好的，负责人不变。

shift-contact-ask-contact = 报名的人怎么联系您？只给有名额的人看。不写请回复“跳过”。
shift-contact-label-contact = 联系方式
shift-contact-read-back = 请核对：
shift-contact-done = 已保存。
shift-contact-cancelled = 好的，不变。
