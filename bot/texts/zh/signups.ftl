sign-up-ask-shift = 想参加哪一个时段？
sign-up-label-shift = 时段
sign-up-read-back = 请看清楚再确认：
sign-up-full = 名额已满。确认后排在候补第 { $rank } 位，有名额时问您。
sign-up-which-project = 想报名哪一个？请选一个项目。
sign-up-other-times-only = 您说的时间没有可以报名的时段，下面是别的时间。
sign-up-each-for-themselves = 这里只为您本人报名。同行的 { $others } 人请各自用自己的手机打开这里，注册后再报名；下面有二维码的，扫一扫就是这个项目。
    想一次给家人报名？先回复“家庭”，把家人加进来。
sign-up-acknowledge = 选“确认”，表示您已了解以上内容、条件和风险。
sign-up-done = 报名成功：“{ $title }”
    时间：{ $span }
    地点：{ $address }
    来不了时请尽早取消，把名额让给别人。
sign-up-waits = 已为您排队：“{ $title }”
    时间：{ $span }
    您在候补第 { $rank } 位，有名额时会问您。
sign-up-cancelled = 好的，没有报名。

cancel-sign-up-ask-shift = 要取消哪一个？
cancel-sign-up-none-meant = 您没有报名您说的那一个。您的报名如下。
cancel-sign-up-label-shift = 报名
cancel-sign-up-read-back = 要取消“{ $title }”吗？
    时间：{ $span }
cancel-sign-up-read-back-late = 要取消“{ $title }”吗？
    时间：{ $span }
    离开始很近了，我们会马上告诉负责人。
cancel-sign-up-done = 已经取消。谢谢您提前说一声。
cancel-sign-up-cancelled = 好的，报名保留。

own-shift = { $title } { $span }
own-sign-up = 【{ $title }】
    { $span }
    { $address }
    { $state }
sign-up-state-confirmed = 已报名
sign-up-state-waiting = 候补第 { $rank } 位
sign-up-state-offered = 有名额了，请在{ $until }前确认
my-sign-ups-head = 您的报名
my-sign-ups-none = 您现在没有报名。看看有什么可以参加？
my-sign-ups-none-meant = 您说的这些里没有报名。您的全部报名如下。
my-sign-ups-left = 还有 { $left } 个。
offer-declined = 好的，名额让给下一位。谢谢您告诉我们。
coming-noted = 好的，到时见！地点：{ $address }
