guardian-code = 请监护人用自己的账号打开这里，发送：

    监护 { $code }

    这个码 10 分钟内有效。监护人同意以后，我会通知您。
guardian-has-consented = 您的监护人已经同意了，可以直接报名。
guardian-child = 一位未满 14 岁的孩子（{ $platform }）
guardian-minor = { $name }（{ $platform }）
guardian-consent-who = 请您作为监护人同意的是：{ $who }
guardian-consent-ask-relation = 您是这位未成年人的什么人？
relation-mother = 母亲
relation-father = 父亲
relation-grandparent = 祖父母或外祖父母
relation-other = 其他监护人
guardian-consent-ask-consent = 请看一下您要同意的事：

    · 记录这位未成年人的姓名、出生日期、所在地区、手机号（可不填）和服务记录，只用于志愿服务。
    · 这位未成年人可以报名适合其年龄的项目；有风险的项目不能参加。
    · 您随时可以请组织者查看、更正或删除这些信息。

    您同意吗？
guardian-consent-label-relation = 您的身份
guardian-consent-label-consent = 个人信息和参加服务
guardian-consent-read-back = 请核对：
guardian-consent-cancelled = 好的，先不办。这个码在有效期内还可以再发。
guardian-consent-done = 记下了您的同意，也通知了对方。谢谢您！
    想撤回的话，随时发“监护”。
guardian-consent-refused = 好的，已经告诉对方您不同意。
