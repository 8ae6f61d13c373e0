settings = 设置
    { $profile }

    要改哪一项？
settings-newcomer = 您还没有注册。注册后可以在这里改资料。
settings-change-name = 改姓名
settings-change-phone = 改手机号
settings-change-district = 改地区
settings-change-gender = 改性别
settings-change-skills = 改技能
settings-change-categories = 改关注类别
messages-stopped = 好的，不再给您发招募之类的消息。您报了名的服务有变动，还会通知您。
    想恢复，请到“设置”里选“恢复收消息”。
messages-resumed = 好的，以后有合适的项目会告诉您。
messages-none = 您还没有注册，我不会主动给您发消息。

change-profile-ask-name = 请问您的新姓名？
change-profile-ask-phone = 请问您的新手机号？
    不想留号码，请回复“跳过”。
change-profile-ask-district = 请问您现在住在哪个区县？
change-profile-ask-gender = 请选性别。
change-profile-ask-skills = 您有什么专业技能？可以写几样，用逗号分开。
    例如：急救，英语
    没有就回复“跳过”。
change-profile-ask-categories = 您想参加哪几类服务？可以选几类，选好回复“完成”。
change-profile-label-name = 姓名
change-profile-label-phone = 手机号
change-profile-label-district = 所在地区
change-profile-label-gender = 性别
change-profile-label-skills = 专业技能
change-profile-label-categories = 关注类别
change-profile-read-back = 请核对要改的内容：
change-profile-cancelled = 好的，没有修改。
change-profile-done = 改好了。

gender-female = 女
gender-male = 男
gender-unsaid = 不说明

# 资料的各项
profile-name = 姓名
profile-gender = 性别
profile-birth-date = 出生日期
profile-phone = 手机号
profile-district = 所在地区
profile-skills = 专业技能
profile-categories = 关注类别
