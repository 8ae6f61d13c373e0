my-data = 这里存着您的这些信息：
    { $data }
my-data-nothing = 您还没有注册，这里没有您的个人信息。
my-data-account-only = 您还没有注册。这里只存着您的账号标识和语言。
my-data-export = 导出全部
my-data-change = 修改
my-data-delete = 删除
my-data-exported = 这是您在这里的全部数据，请妥善保管。
my-data-number = 志愿者编号
my-data-accounts = 账号
my-data-messages = 招募消息
my-data-messages-on = 接收
my-data-messages-off = 不接收
my-data-consented = 同意使用个人信息
platform-wechat = 微信
platform-telegram = Telegram
delete-my-data-read-back = 删除后：

    · 您的姓名、生日、手机号等个人信息都会清除，账号也会解除。
    · 还没开始的报名会取消。
    · 服务时长按规定只留作存档，不再使用，也不再联系您。

    删除后不能恢复。建议先到“我的数据”里导出。确认删除吗？
delete-my-data-cancelled = 好的，没有删除。
delete-my-data-done = 已经删除了。谢谢您做过的志愿服务，欢迎随时再来。
