claim-how = 请发送“认领”加邀请码。邀请码由您所在组织的管理员给您。
claim-done = 您现在是“{ $name }”的{ $kind }。
role-administrator = 管理员
role-organizer = 组织者
role-leader = 负责人
role-of = { $name }（{ $kind }）
nameless = 未登记姓名
node-organization = 组织
node-unit = 单位
node-station = 站点
node-team = 服务队
node-label = { $name }（{ $kind }）

found-organization-ask-name = 您是第一位管理员。请问组织叫什么名字？
found-organization-label-name = 组织名称
found-organization-read-back = 请核对：
found-organization-cancelled = 好的，还没有建立组织。邀请码在有效期内还能用。

organize-which = 要管理哪一个？
organize-node = { $kind }：{ $name }
    { $share }
    想做什么？
organize-node-verified = { $kind }：{ $name }（已认证）
    { $share }
    想做什么？
organize-leader = 您是“{ $name }”的负责人。想做什么？

add-node-ask-kind = 要添加什么？
add-node-ask-name = 叫什么名字？
add-node-label-kind = 种类
add-node-label-name = 名称
add-node-read-back = 请核对：
add-node-done = 已添加“{ $name }”。
add-node-cancelled = 好的，没有添加。

invite-ask-kind = 邀请什么角色？
invite-label-kind = 角色
invite-read-back = 邀请一位{ $kind }，加入“{ $name }”。
invite-done = 邀请码：{ $code }
    请{ $kind }本人在 24 小时内发送：认领 { $code }
    邀请码只能用一次。
invite-cancelled = 好的，没有邀请。

withdraw-role-ask-role = 要收回谁的角色？
withdraw-role-label-role = 角色
withdraw-role-read-back = 要收回这个角色吗？
withdraw-role-done = 角色已经收回。
withdraw-role-others = 对方还有别的角色，或者还一起管理项目、负责时段。也要收回的话，请到那个单位、项目或时段里办。
withdraw-role-cancelled = 好的，角色不变。

do-structure = 单位和成员
