start-newcomer = 您好！我是志愿服务助手，帮您找项目、报名、签到、记时长。
    请选一项，或直接打字告诉我您想做什么。
start-volunteer = { $name }，您好！
    请选一项，或直接打字告诉我您想做什么。
menu = 您想做什么？
thanks = 不客气！还需要什么，请选一项。
goodbye = 再见，祝您一切顺利！需要时再叫我。
nothing-asked = 好的。这里没有需要您确认的，接下来想做什么？
out-of-scope = 这件事我帮不上忙。我能帮您找项目、报名、签到、记时长。
talk-to-human = 这里现在没有人工客服。项目的事，请联系项目负责人，报名后能看到联系方式。
ask-faq = 这个问题我还答不上来。回复“帮助”，可以看到我能做的事。

help =
    直接打字说您想做什么，或回复下面的词：

    注册 · 菜单 · 项目 · 我的报名
    签到 · 签退 · 登记时长 · 时长
    绑定：把您另一个平台的账号连起来
    监护：未成年人请监护人同意
    语言 · 设置 · 我的数据

    填写时随时可以回复：返回 · 跳过 · 取消
help-organizer =
    组织者还可以回复：
    管理 · 发布项目 · 名单 · 审核
help-invited = 有邀请码？请回复“认领”和邀请码。

language-which = 请选择语言。
language-changed = 好的，以后用中文和您说话。
language-chinese = 中文
language-english = English

# 还没有做好的事：一句话说明现在可以怎么办
not-yet-request-certificate = 证明还不能在这里开。您的时长都有记录，可以先查看。
not-yet-show-card = 志愿者证还不能在这里看。您的志愿者编号在“我的数据”里。
not-yet-broadcast = 群发还没有开通。您可以先发布项目，大家在“项目”里都能看到。
not-yet-report-stats = 报表还没有开通。您可以先查看名单和审核时长。
not-yet-star-level = 星级还没有开通。您可以先查看累计时长。
not-yet-request-service = 还不能在这里请志愿者上门。请联系您所在的社区或服务站。
not-yet-rate-service = 还不能在这里评价服务。请直接告诉项目负责人。
not-yet-complain = 还不能在这里投诉。请联系组织这次活动的单位。
not-yet-report-incident = 有人受伤或有危险，请马上打 120 或 110，再告诉现场负责人。
not-yet-transfer-record = 还不能在这里转移记录。您可以先导出“我的数据”，交给对方。
