start-newcomer = 您好！我是志愿服务助手，帮您找项目、报名、签到、记时长。
    请选一项，或直接打字告诉我您想做什么。
start-volunteer = { $name }，您好！
    请选一项，或直接打字告诉我您想做什么。
menu = 您想做什么？
thanks = 不客气！还需要什么，请选一项。
goodbye = 再见，祝您一切顺利！需要时再叫我。
nothing-asked = 好的。这里没有需要您确认的，接下来想做什么？
out-of-scope = 这件事我帮不上忙。我能帮您找项目、报名、签到、记时长。

help =
    直接打字说您想做什么，或回复下面的词：

    注册 · 菜单 · 项目 · 我的报名
    签到 · 签退 · 登记时长 · 时长
    绑定：把您另一个平台的账号连起来
    监护：未成年人请监护人同意
    语言 · 设置 · 我的数据
    我的求助：找人、投诉、请人帮忙，办到哪一步了

    填写时随时可以回复：返回 · 跳过 · 取消
    大字：选项分开排，看得更清楚
    再说一遍：把刚才的再发一次
help-organizer =
    组织者还可以回复：
    管理 · 发布项目 · 名单 · 审核 · 群发 · 报表
help-invited = 有邀请码？请回复“认领”和邀请码。

language-which = 请选择语言。
language-changed = 好的，以后用中文和您说话。
language-chinese = 中文
language-english = English
language-traditional = 繁體中文
menus-larger = 好的，菜单已改大，选项分开排。想改回来，请回复“小字”。
menus-smaller = 好的，菜单已改回平常大小。
