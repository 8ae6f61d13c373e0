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
refused-invitation-withdrawn = 这个邀请已经撤回了。想加入，请向组织者要一个新的。
refused-too-many-tries = 连续 { $tries } 次不对，暂时不能再试。请过 10 分钟，换一个新码再来。

# 绑定账号
refused-link-same-platform = 每个平台只能绑定一个账号。请换另一个平台的账号，或联系组织的管理员。
refused-link-same-person = 这两个账号已经是同一个人的了，不用再绑定。
refused-link-birth-dates-differ = 两个账号登记的出生日期不一样，不能绑定。请先在“设置”里核对，或联系组织的管理员。

# 组织
refused-name-taken = 这个名称已经有了，请换一个。
refused-not-a-member = 没有找到这位成员，可能已经退出了。
refused-last-administrator = 这是最后一位管理员，不能撤销。请先增加一位管理员。

# 家庭
refused-household-adult-needed = 家庭由年满 18 岁的志愿者来建。请家里的大人发送“家庭”。
refused-household-full = 一个家庭最多 { $size } 人，现在已经满了。可以先移出一位。
refused-household-is-self = 这是您自己的号码。请家人用自己的账号发送。
refused-already-in-household = 这位家人已经在里面了，不用再加。
refused-not-in-household = 没有找到这位家人，可能已经退出了。
refused-relative-cannot-come = { $why ->
        [already-signed-up] { $name }已经报过名了。
        [clash] { $name }不能参加：时间和另一个报名冲突。
        [guardian-missing] { $name }不能参加：需要监护人先同意。
        [too-young] { $name }不能参加：年龄不符合要求。
        [minor-on-risky-shift] { $name }不能参加：有风险，未满 18 岁不能参加。
        [skill-missing] { $name }不能参加：需要特定技能。
        [training-missing] { $name }不能参加：需要先参加培训。
       *[other] { $name }现在不能报名。
    }
refused-relative-refused = { $name }现在不能参加这个时段。请重新选谁参加。
refused-places-short = 名额刚刚变少了，现在只有 { $free } 个。
refused-child-of-age = 年满 18 岁的人请用自己的账号注册，再由您邀请。

# 项目和时段
refused-insurance-missing = 有风险的项目要先填写保险，才能开放报名。
refused-shift-in-past = 开始时间已经过去了，请改成以后的时间。
refused-ends-before-start = 结束时间要在开始时间之后，请改一下时间。
refused-shift-too-long = 一个时段太长了，请分成几个时段。
refused-shift-cancelled = 这个时段已经取消了。您可以看看别的项目。
refused-state-does-not-follow = 项目现在的状态不能这样改。请先看看项目的状态。
refused-places-missing = 名额不能少于已经报名的人数，请改大一些。
refused-shift-begun = 这个时段已经开始，不能再改了。
refused-project-paused = 这个项目暂停报名。您可以过几天再来，或者看看别的项目。
refused-project-closed = 这个项目已经结束，不能再改了。想再办一次，可以照着它新建一个。
refused-too-many-weeks = 可以重复 1 到 { $most } 周。请改一下。
refused-no-show-not-noted = 这位志愿者现在没有未到记录，不用撤销。
refused-nothing-changed = 还没有改动。请选“修改”，选要改的一项；不改了，请选“取消”。
refused-manages-already = 已经是这个项目的管理人了，不用再加。

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

# 时段里的人
refused-phone-not-shown = 电话只在活动前一天到后一天、对有名额的人才能看。平时可以给大家发消息。
refused-phone-missing = 这位志愿者没有留电话。可以给大家发消息。
refused-phone-of-another = 消息里有{ $name }的手机号。请去掉，志愿者的号码不能发给别人。
refused-nobody-to-tell = 这个时段还没有人有名额，没有人可以通知。
refused-message-too-late = 活动已经结束一天以上，不能再给大家发消息了。
refused-on-roster-already = 这位志愿者已经在名单里了，请对方直接签到。
refused-no-place-on-site = 您没有报名这个时段，名额也满了。想留下帮忙，请把您的志愿者编号 { $number } 告诉负责人。
refused-cover-not-needed = 这个时段名额是满的，不用找人。
refused-cover-too-late = 活动已经开始了，来不及找人了。到场的人可以直接加进来。
refused-cover-too-early = 离开始还早。开始前 { $hours } 小时以内才能这样找人，现在可以群发招募。
refused-messages-used-up = 今天已经给大家发过 { $times } 次了。请明天再发，急事可以打电话。

# 签到签退
refused-check-in-too-early = 还没到签到时间。请在{ $opens_at }以后再来。
refused-check-in-too-late = 签到时间已过。如果您参加了，可以登记时长，请负责人确认。
refused-check-out-too-late = 签退时间已过。系统按计划的结束时间记录，等负责人确认。
refused-already-checked-in = 您已经签到了。结束时请签退。
refused-already-checked-out = 您已经签退了，不用再签。
refused-not-checked-in = 您现在没有要签退的服务。如果您参加了，可以登记时长，请负责人确认。
refused-has-come = 这位志愿者刚才已经签到了，没有记缺席。
refused-shift-not-over = 活动还没有结束（{ $ends_at }结束）。结束后再登记到场。
refused-nobody-to-mark = 这个时段的到场都记过了。要改某一位的时间，请选“更正签到时间”。

# 时长
refused-claim-in-future = 时间还没到，服务结束后才能登记。
refused-claim-too-old = 服务结束后 { $days } 天内才能登记，现在已经过了。确有需要，请联系活动负责人更正。
refused-claim-too-short = 至少 { $least } 分钟才能登记。
refused-claim-overlaps = 这段时间和另一条服务记录重叠（{ $starts_at }开始）。请改一下时间。
refused-claim-which-shift = 您那天报名了这个项目的 { $count } 个时段，分不清是哪一个。请说从几点到几点，比如 14:00–17:00。
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

# 求助
refused-nobody-to-ask = 这里还没有组织，没有人能回答您。事情紧急，请打 110 或 120。
refused-too-many-cases = 您已有 { $most } 件求助还没办结。可以在原来的求助里补充，或等办结后再提。
refused-case-closed = 编号 { $number } 已经办结了。求助的人再补充，就会重新打开。
refused-case-closed-long-ago = 编号 { $number } 办结已经很久了，不能再补充。请重新说一次，我转给值班的人。
refused-case-moved-on = 刚刚又有新的消息，这一条还没有发出。请看过再决定。
refused-case-taken = { $name } 已经在办这一件了。
refused-own-case = 这是您自己的求助，要由别人来办。
refused-on-duty-needs-role = 值班的人要先有这里的角色。请先邀请，再安排值班。
# 报表
refused-report-in-future = { $first }还没有到，还没有数字。请选已经开始的时间。
refused-report-ends-before-start = 开始的日子要在结束之前，您说的是{ $first }到{ $last }。请换一下再说一次。
