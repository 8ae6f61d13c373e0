# 办不成的原因，以及还能怎么办

# 人
refused-not-registered = 办这件事要先注册，只要一分钟。
refused-already-registered = 您已经注册过了。要修改资料，请选“设置”。
refused-not-allowed = 您没有办这件事的权限。需要权限，请联系您所在组织的管理员。
refused-not-found = 没有找到您说的这一项。请回到“菜单”重新选。
refused-guardian-missing = 未满 18 岁，报名前要先得到监护人同意。
refused-guardian-too-young = 监护人要年满 18 岁。请让一位成年的监护人来确认。
refused-guardian-is-self = 自己不能做自己的监护人。请让监护人用自己的账号发送这个号码。
refused-no-consent-given = 没有找到您的同意，可能已经撤回了。
refused-guardian-not-needed = 您已年满 18 岁，不需要监护人同意，可以直接报名。
refused-record-frozen = 这份资料已按本人要求删除，不能再使用。您可以重新注册。
refused-nothing-stored = 您还没有注册，这里没有可以删除的个人信息。
refused-birth-date-impossible = 这个出生日期不可能。请写您真实的出生日期，例如 1990-05-01。

# 数字码
refused-code-wrong = 这个码不对。请看清楚再发一次，或请对方重新要一个。
refused-code-expired = 这个码已经过期了。请对方重新要一个。
refused-code-used = 这个码已经用过了。请对方重新要一个。
refused-too-many-tries = 连续 { $tries } 次不对，暂时不能再试。请过 10 分钟，换一个新码再来。

# 绑定账号
refused-link-same-platform = 每个平台只能绑定一个账号。请换另一个平台的账号，或联系组织的管理员。
refused-link-same-person = 这两个账号已经是同一个人的了，不用再绑定。
refused-link-birth-dates-differ = 两个账号登记的出生日期不一样，不能绑定。请先在“设置”里核对，或联系组织的管理员。

# 组织
refused-name-taken = 这个名称已经有了，请换一个。
refused-last-administrator = 这是最后一位管理员，不能撤销。请先增加一位管理员。

# 项目和时段
refused-insurance-missing = 有风险的项目要先填写保险，才能开放报名。
refused-shift-in-past = 开始时间已经过去了，请改成以后的时间。
refused-ends-before-start = 结束时间要在开始时间之后，请改一下时间。
refused-shift-too-long = 一个时段太长了，请分成几个时段。
refused-shift-cancelled = 这个时段已经取消了。您可以看看别的项目。
refused-state-does-not-follow = 项目现在的状态不能这样改。请先看看项目的状态。
refused-places-missing = 名额不能少于已经报名的人数，请改大一些。

# 报名
refused-shift-over = 这个时段已经结束了。您可以看看别的项目。
refused-registration-closed = 现在不能报名：报名还没开始，或已经截止。您可以看看别的项目。
refused-already-signed-up = 您已经报过这个时段了，不用再报。
refused-clash = 时间冲突：您已报名{ $starts_at }开始的另一个时段。要换，请先取消那一个。
refused-too-young = { $age ->
    [no] 这个项目不接收未满 18 岁的志愿者。您可以看看别的项目。
   *[other] 参加这个项目要年满 { $age } 岁。您可以看看别的项目。
}
refused-minor-on-risky-shift = 这个时段有风险，未满 18 岁不能参加。您可以看看别的项目。
refused-skill-missing = 这个项目需要技能：{ $skill }。如果您会，请在“设置”里填上，再来报名。
refused-training-missing = 这个项目要先参加培训：{ $training }。培训后请在“设置”的技能里填上，再来报名。
refused-waitlist-full = 名额和候补都满了。您可以看看别的项目。
refused-acknowledgement-outdated = 项目说明刚刚改过。请重新看一遍，再报名。
refused-not-signed-up = 您没有报名这个时段。
refused-offer-over = 保留名额的时间已过，名额给了下一位。您可以重新报名。

# 签到签退
refused-check-in-too-early = 还没到签到时间。请在{ $opens_at }以后再来。
refused-check-in-too-late = 签到时间已过。如果您参加了，可以登记时长，请负责人确认。
refused-check-out-too-late = 签退时间已过。系统按计划的结束时间记录，等负责人确认。
refused-already-checked-in = 您已经签到了。结束时请签退。
refused-already-checked-out = 您已经签退了，不用再签。
refused-not-checked-in = 您现在没有要签退的服务。如果您参加了，可以登记时长，请负责人确认。

# 时长
refused-claim-in-future = 时间还没到，服务结束后才能登记。
refused-claim-too-old = 服务结束后 { $days } 天内才能登记，现在已经过了。确有需要，请联系活动负责人更正。
refused-claim-too-short = 至少 { $least } 分钟才能登记。
refused-claim-overlaps = 这段时间和您的另一条记录重叠（{ $starts_at }开始）。请改一下时间。
refused-claim-over-daily-limit = 一天最多登记 { $hours } 小时，这次加起来超过了。请改短一些。
refused-claim-decided = 这条登记已经处理过了。
refused-second-person-needed = 一天超过 8 小时，要由另一个人再确认一次。
refused-times-impossible = 这样的时间不对，请改一下。
refused-own-hours = 自己的时长不能自己确认。请另一位负责人来确认。
refused-entry-replaced = 这条记录已经更正过了，请看最新的那一条。
refused-no-records = 还没有服务记录，没有可以更正的。
refused-no-open-claims = 您没有还在等确认的时长，没有可以撤回的。
refused-nothing-waits = 现在没有等待审核的时长。
refused-no-organization = 这里还没有组织能确认这段时长。请等组织开通后再登记。

# 报表
refused-report-in-future = { $first }还没有到，还没有数字。请选已经开始的时间。
refused-report-ends-before-start = 开始的日子要在结束之前，您说的是{ $first }到{ $last }。请换一下再说一次。
