# 对话本身要说的话

# 没看懂、选错、过期
not-understood = 我没看懂。请选一项，或回复“帮助”查看可以说的话。
no-such-number = 没有这个选项，请回复 1 到 { $most } 之间的数字。
stale = 这个按钮已经过期了。
payload-unknown = 这个二维码或链接不能用了。请向给您的人要一个新的。
our-mistake = 抱歉，我们这边出错了，刚才这一步没有办成。请稍后再试一次。

# 不是文字的消息
media-voice = 我还听不了语音。请打字告诉我。
media-picture = 我还看不了图片。请打字告诉我。
media-video = 我还看不了视频。请打字告诉我。
media-sticker = 收到表情了，谢谢！需要办事，请回复“菜单”。
media-file = 我还看不了文件。请打字告诉我。
media-link = 我还打不开链接。请打字告诉我。
media-other = 我还看不懂这种消息。请打字告诉我。
contact-unasked = 现在不需要联系方式，我没有保存。要修改手机号，请回复“设置”。
location-unasked = 现在不需要位置，我没有保存。

# 填写中
continue-form = 继续填写
form-choose = 请选一项。
form-what-to-change = 要修改哪一项？
form-at-first-question = 这已经是第一步了。不想继续，请回复“取消”。
form-not-confirmed = 好的，先不确认。哪里不对，请选“修改”；不办了，请选“取消”。
form-cannot-skip = 这一步不能跳过。
nothing-to-cancel = 现在没有可以取消的事。
nothing-to-skip = 现在没有可以跳过的步骤。

# 每一项
field-yes = 是
field-no = 否
field-none = 未填写
field-joint = {"、"}
field-line = { $label }：{ $value }
field-wants-text = 请打字回答。
field-wants-words = 请用文字回答，不能只有符号或表情。
field-too-long = 这段话有 { $length } 个字，太长了。请缩短到 { $longest } 个字以内。
field-not-a-choice = 没有这个选项，请从下面选一项。
field-options-left = 还有 { $left } 项，选“更多”查看。
field-wants-date = 我没看懂这个日期。请这样写：2026-11-22，或 11月22日。
field-wants-moment = 请写日期和时间，例如 11月26日 18:00。
field-wants-birth-date = 我没看懂这个日期。请写全年月日，例如 1990-05-01。
field-impossible-date = 没有这一天，请再看一下日期。
field-wants-times = 我没看懂时间。请这样写：14:00-17:00，或 3小时。
field-wants-from-to = 请写开始和结束时间，例如 14:00-17:00。
field-impossible-times = 没有这样的时间，请再看一下。
field-times = { $start }–{ $end }（{ $length }）
field-contact-not-own = 这不是您本人的号码。请发送您自己的手机号。
form-news-between = 刚才有新消息。您是说下面这一件吗？
form-one-at-a-time = 请先确认或取消这一条，再登记下一条。
field-wants-no-question = 这像是在问别的事，我没有当作答案。
field-wants-phone = 我没看懂这个号码。请写 11 位手机号；国外的号码请以 + 开头。
field-wants-number = 请写一个 { $least } 到 { $most } 之间的数字。
field-agree-or-not = 请选“同意”或“不同意”。
field-wants-name = 请填写姓名，要有文字。
field-several-so-far = 已选：{ $chosen }。可以接着选，选好请回复“完成”。
field-several-none = 还没有选。选一项，或回复“完成”。
field-several-done = 完成

# 可以做的事（菜单和出路）
do-register = 注册
do-menu = 菜单
do-help = 帮助
do-change-language = 语言
do-browse-offerings = 看看项目
do-my-sign-ups = 我的报名
do-check-in = 签到
do-check-out = 签退
do-log-hours = 登记时长
do-query-hours = 我的时长
do-settings = 设置
do-stop-messages = 不再收消息
do-resume-messages = 恢复收消息
do-my-data = 我的数据
do-link-account = 绑定账号
do-guardian = 请监护人同意
do-organize = 管理
do-create-project = 发布项目
do-view-roster = 查看名单
do-approve-hours = 审核时长
