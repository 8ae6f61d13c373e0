# 修改项目和时段
do-edit-project = 修改项目
do-edit-shift = 修改这个时段
edit-now = 现在是：{ $value }
edit-line = { $label }：{ $before } → { $after }
edit-nothing-yet = 还没有改动。要改哪一项，请选“修改”。
edit-told = 会通知已报名和候补的 { $told } 人。
edit-ended = 有 { $ended } 个报名不再符合年龄要求，会结束，并通知本人。
edit-clashes = 其中 { $told } 人在新时间已有别的报名，会提醒他们。
edit-will-offer = 空出的名额会依次问候补的人。
edit-offered = 正在问候补的 { $offered } 人。
edit-done = { $told ->
        [0] 已修改。
       *[other] 已修改，正在通知 { $told } 人。
    }
edit-project-read-back = 请核对“{ $title }”的修改：
edit-project-cancelled = 好的，项目不变。
edit-shift-read-back = 请核对“{ $title }”这个时段的修改：
edit-shift-cancelled = 好的，时段不变。

# 项目的其他各项
create-project-ask-risky = 有没有风险？有风险的项目不收未成年人，要有保险才能开放。
create-project-ask-insurance = 买了什么保险？请写保险名称或保单号。
create-project-ask-bring = 请大家带什么？没有请回复“跳过”。
create-project-ask-minors-allowed = 未满 18 岁的可以参加吗？
create-project-ask-skill = 需要什么技能？没有要求请回复“跳过”。
create-project-ask-training = 要先参加什么培训？不用请回复“跳过”。
create-project-ask-contact = 报名的人怎么联系负责人？只给有名额的人看。不写请回复“跳过”。
create-project-ask-goal = 这个项目想达到什么目的？不写请回复“跳过”。
create-project-ask-district = 在哪个区县？比如：西宁市城西区。不写请回复“跳过”。
create-project-ask-signup-from = 什么时候开始报名？比如 11月22日 9:00。马上可以报请回复“跳过”。
create-project-ask-signup-until = 报名到什么时候截止？比如 11月26日 18:00。开始前都可以报请回复“跳过”。
create-project-label-risky = 有风险
create-project-label-insurance = 保险
create-project-label-bring = 请带
create-project-label-minors-allowed = 未成年人可参加
create-project-label-skill = 技能
create-project-label-training = 培训
create-project-label-contact = 联系方式
create-project-label-goal = 目的
create-project-label-district = 区县
create-project-label-signup-from = 报名开始
create-project-label-signup-until = 报名截止
create-project-ask-meeting-point = 在哪里集合？和地点一样请回复“跳过”。
create-project-ask-waitlist-size = 最多几个人候补？不限请回复“跳过”。
create-project-label-meeting-point = 集合
create-project-label-waitlist-size = 候补人数上限
add-shift-ask-meeting-point = 在哪里集合？和地点一样请回复“跳过”。
add-shift-ask-waitlist-size = 最多几个人候补？不限请回复“跳过”。
add-shift-label-meeting-point = 集合
add-shift-label-waitlist-size = 候补人数上限
