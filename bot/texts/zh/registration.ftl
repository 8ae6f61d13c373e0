register-ask-consent = 注册前，请看一下我们怎样使用您的个人信息：

    · 只记录办志愿服务需要的：姓名、出生日期、所在地区、手机号（可不填），以及服务记录。
    · 只给您参加的项目的组织者看，不做别的用途。
    · 您随时可以回复“我的数据”，查看、导出或删除。

    您同意吗？
register-declined = 好的，不注册也没关系，我什么都没有保存。您可以先看看项目，想注册时回复“注册”。
register-ask-birth-date = 请问您的出生日期？
    例如：1990-05-01
register-birth-date-in-future = 这一天还没到。请再看一下出生日期。
register-birth-date-too-old = 年份好像太早了。请再看一下出生日期。
register-ask-guardian = 未满 14 岁，要先请监护人同意。
    请监护人用自己的账号打开这里，发送：

    监护 { $code }

    这个码 10 分钟内有效。监护人同意以后，我会通知您接着填写。
register-guardian-awaited = 正在等监护人同意，现在还不用填别的。
register-ask-name = 请问您的姓名？
register-ask-phone = 请问您的手机号？组织者有急事时用来找您。
    可以跳过。
register-ask-district = 请问您住在哪个区县？
    例如：西宁市城西区
register-read-back = 请核对：
register-label-consent = 个人信息的使用
register-label-birth-date = 出生日期
register-label-guardian = 监护人
register-label-name = 姓名
register-label-phone = 手机号
register-label-district = 所在地区
register-cancelled = 好的，注册已取消，刚才填的都没有保存。
register-done = 注册好了，{ $name }！
    您的志愿者编号：{ $number }{ $joined }
    接下来可以看看有什么项目。
register-done-minor = 注册好了，{ $name }！
    您的志愿者编号：{ $number }{ $joined }
    您未满 18 岁，第一次报名前要先得到监护人同意。现在就可以请监护人同意。
