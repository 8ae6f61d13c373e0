# 求助：咨询、投诉、意外、请人帮忙
case-kind-help = 咨询
case-kind-complaint = 投诉
case-kind-incident = 意外
case-kind-service = 帮忙请求
case-name = { $kind }（编号 { $number }）

do-my-cases = 我的求助
do-my-case = 看进度
do-reply-to-case = 补充
do-reopen-case = 还没解决
do-solve-case = 解决了
do-cases = 处理求助
do-case = 看全部
do-answer-case = 回复
do-take-case = 我来办
do-take-over-case = 还是由我来办
do-close-case = 办结
do-set-on-duty = 安排值班
do-complain = 投诉
do-report-incident = 报告意外
do-request-service = 请志愿者来帮忙

# 求助人这一边：怎么问
talk-to-human-ask-text = 好的，我转给值班的人。请写下您要问什么、办什么。
talk-to-human-ask-about = 和下面哪一次活动有关？
talk-to-human-read-back = 请核对，确认后转给值班的人：

complain-ask-text = 对不起，让您不愉快了。请写下发生了什么，我转给能处理的人。
complain-ask-about = 是哪一次活动？
complain-read-back = 请核对，确认后转给能处理的人：

report-incident-ask-danger = 有人受伤或有危险，请先打电话：急救 120，报警 110，火警 119。
    现在还有人有危险吗？
report-incident-ask-text = 请写下发生了什么，人怎么样了。
    有危险，请先打 120、110 或 119。
report-incident-ask-about = 是在哪一次活动？
report-incident-ask-place = 在哪里？请写清楚地点。
report-incident-read-back = 有危险，请先打电话：急救 120，报警 110，火警 119。
    请核对，确认后马上告诉所有组织者：

request-service-ask-text = 请写下需要什么帮助、什么时候、帮助谁。
request-service-ask-place = 在哪里？写区县和小区就行，不用写门牌号。
request-service-read-back = 请核对，确认后转给值班的人：

case-danger-yes = 有危险
case-danger-no = 没有危险
case-about-none = 都不是
case-label-danger = 是否有危险
case-label-text = 内容
case-label-about = 活动
case-label-place = 地点
case-cancelled = 好的，没有发出。

case-phone-hidden = 电话号码不会给对方看，已经换成星号。有话请在这里说。
case-only-phone = 电话号码不会给对方看，请用文字写。回复会发到这里。

case-done = 好的，已经转给值班的人，编号 { $number }。
    回复会发到这里。想看进度或补充，请发送“我的求助”。
case-done-morning = 好的，已经记下，编号 { $number }。
    夜里不打扰人，{ $at }转给值班的人。有危险，请打 120、110 或 119。
    回复会发到这里。想看进度或补充，请发送“我的求助”。
case-done-nobody = 好的，已经记下，编号 { $number }。
    现在没有人值班，有人来了就会看到。
    想看进度或补充，请发送“我的求助”。
case-done-incident = 已转给所有组织者，编号 { $number }。
    有危险，请先打电话：急救 120，报警 110，火警 119。
    回复会发到这里。想看进度或补充，请发送“我的求助”。

# 求助人这一边：进度
my-cases-none = 您没有求助。要找人，请选一项，或直接告诉我什么事。
my-cases-head = 您的求助：
my-cases-left = 还有 { $left } 件。
my-case-line = { $name }，{ $day }，{ $state }
case-state-open = 等待回复
case-state-taken = 有人在办，等待回复
case-state-answered = 已回复
case-state-closed = 已办结
case-earlier = 前面还有 { $left } 条。
case-you = 您
case-nameless = 没有登记的人
case-staff = 组织者
case-staff-named = 组织者{ $name }
case-said = { $who }：{ $text }
case-note = { $who }（办结说明）：{ $text }
case-about-line = 活动：{ $title }，{ $span }
case-place-line = 地点：{ $place }
case-danger-line = 有危险
case-gone = 内容已按本人要求删除。

reply-to-case-ask-text = 请写下您要补充的话。
reply-to-case-read-back = { $name }
    您：{ $text }
    要发送吗？
reply-to-case-done = 已经发出，编号 { $number }。回复会发到这里。
reply-to-case-done-morning = 已经记下，编号 { $number }，{ $at }转给值班的人。
solve-case-done = 好的，编号 { $number } 办结了。以后还没解决，可以再打开。

# 组织者这一边
cases-none = 现在没有要处理的求助。
cases-head = 有 { $count } 件求助：
cases-left = 还有 { $left } 件。
cases-line = { $name }，{ $who }，{ $waits ->
        [yes] 等了 { $age }
       *[no] 已回复
    }
case-title-line = 活动：{ $title }
case-label = { $kind } { $number } 号
case-age = { $unit ->
    [moment] 不到 1 分钟
    [minutes] { $count } 分钟
    [hours] { $count } 小时
   *[days] { $count } 天
}
case-head = { $name }
    { $who }，{ $day }，{ $state }
case-assigned = 经办：{ $who }

answer-case-ask-text = 请写回复，我转给对方。
answer-case-read-back = { $case }

    您的回复：{ $text }
    要发送吗？
answer-case-done = 已经转给对方，编号 { $number }。
answer-case-done-morning = 已经记下，编号 { $number }，{ $at }转给对方。

close-case-ask-text = 请写办结说明，对方会看到。
close-case-read-back = { $case }

    办结说明：{ $text }
    要办结吗？
close-case-done = 编号 { $number } 办结了，会告诉对方。
take-case-done = 好的，编号 { $number } 由您来办。求助的人能看到有人在办。

set-on-duty-ask-node = 安排哪里的值班？
set-on-duty-now = { $now ->
    [nobody] 现在没有人值班，求助先转给最近的组织者。
   *[somebody] 现在值班：{ $name }。
}
set-on-duty-ask-person = 请选谁来值班。
set-on-duty-label-node = 地方
set-on-duty-label-person = 值班的人
set-on-duty-read-back = 请核对值班：
set-on-duty-cancelled = 好的，值班没有改。
set-on-duty-done = 安排好了：{ $name } 在“{ $node }”值班。
set-on-duty-done-nobody = 安排好了：“{ $node }”没有人值班。求助先转给最近的组织者。
on-duty-myself = 我自己（{ $name }）
on-duty-nobody = 没有人

# 给求助人的消息
notice-case-answered = { $name }有回复：
    { $who }：{ $text }
notice-case-closed = { $name }办结了。
    { $who }：{ $text }
    还没解决，可以再打开。
# 给组织者的消息
notice-case-opened = 新的{ $name }{ $danger ->
        [yes] ，有危险！请先问清是否打了 120、110 或 119。
       *[no] {""}
    }
    { $who }：{ $text }{ $more }
    请回复，我转给对方。
notice-case-replied = { $name }有新的消息：
    { $who }：{ $text }
notice-case-escalated = { $name }还没有人回复，已经等了 { $age }。请您处理。
    { $who }：{ $text }{ $more }
notice-case-solved = { $name }解决了，{ $who } 已经确认，不用再处理。
notice-case-taken-over = { $name }改由 { $by } 来办，您不用再处理。
notice-on-duty = 您现在在“{ $node }”值班。那里的求助先转给您。
waiting-notice-cases = 请发送“我的求助”查看和处理。
