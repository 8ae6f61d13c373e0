# 只在 Telegram 上用到的文字
telegram-share-contact = 📱 发送我的手机号
telegram-share-location = 📍 发送我的位置
telegram-keyboard-closed = 好的。
telegram-in-group = 您的报名、时长这些事，我只在私聊里办，别人看不到。请点下面的按钮。
telegram-open-chat = 打开私聊
telegram-private-only = 请到私聊里找我。

# 机器人资料
telegram-description = 志愿服务助手：注册、找项目、报名、签到、登记时长、查询累计时长。点“开始”即可使用。
telegram-short-description = 志愿服务助手：报名、签到、查时长

# 命令菜单（每条不超过 256 个字）
command-start = 开始
command-register = 注册成为志愿者
command-menu = 打开菜单
command-projects = 查看服务项目
command-signups = 查看我的报名
command-checkin = 签到
command-checkout = 签退
command-log = 登记时长
command-hours = 查询时长
command-certificate = 申请证明
command-card = 查看志愿者证
command-link = 绑定另一个平台的账号
command-guardian = 监护人同意
command-language = 更换语言
command-settings = 设置
command-mydata = 查看我的数据
command-cases = 查看我的求助
command-help = 查看帮助
command-back = 返回上一步
command-skip = 跳过这一步
command-cancel = 取消
command-claim = 用邀请码认领身份
command-join = 用邀请码加入服务队
command-family = 我的家庭
command-organize = 管理组织
command-newproject = 发布项目
command-roster = 查看名单
command-approve = 审核时长
command-broadcast = 群发消息
command-report = 查看报表
