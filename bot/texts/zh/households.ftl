# 家庭
do-household = 家庭
do-add-child = 添加孩子
do-invite-relative = 邀请家人
do-my-child = 孩子的资料
do-remove-relative = 移出家人
do-leave-household = 退出家庭
do-rename-child = 改姓名
take-child-out = 移出并删除

household-of = 您在{ $name }的家庭里，由对方为您报名。
household-head = 您的家庭（最多 { $size } 人）：
household-member = · { $name }{ $kind ->
        [child] （孩子，{ $age } 岁）
       *[agreed] （有自己的账号）
    }
household-use = 报名时可以选谁参加，一次报好。
household-empty = 您可以一次给几位家人报名。先把家人加进来：
    孩子没有账号，选“添加孩子”；家人有自己的账号，选“邀请家人”。
household-code = 请家人用自己的账号打开这里，发送：

    家庭 { $code }

    这个码 10 分钟内有效。家人同意以后，我会通知您。

agree-to-join-read-back = { $name }（{ $platform }）想把您加进家庭。
    同意后，对方可以为您报名和取消报名，也会看到您能不能参加。
    每次报名我们都会告诉您。您随时可以在“家庭”里退出。
agree-to-join-done = 好的，您已经在对方的家庭里了，也通知了对方。
agree-to-join-cancelled = 好的，没有加入。

leave-household-ask-member = 要退出谁的家庭？
leave-household-label-member = 家庭
leave-household-read-back = 要退出{ $name }的家庭吗？
    退出后，对方不能再为您报名。已经报的名不变。
leave-household-done = 您已经退出，也通知了对方。
leave-household-cancelled = 好的，没有退出。

remove-relative-ask-member = 要移出哪一位？
remove-relative-label-member = 家人
remove-relative-read-back = 要把{ $name }移出家庭吗？
    移出后，您不能再为对方报名。已经报的名不变。
remove-relative-done = 已经移出，也通知了对方。
remove-relative-cancelled = 好的，家庭不变。

# 没有账号的孩子
add-child-ask-relation = 您是孩子的什么人？
add-child-ask-consent = 请作为监护人看一下您要同意的事：

    · 记录孩子的姓名、出生日期和服务记录，只用于志愿服务。
    · 孩子由您报名和带队，只能参加适合年龄、没有风险的项目。
    · 您随时可以在“家庭”里查看、更正、导出或删除这些信息。

    您同意吗？
add-child-ask-name = 孩子叫什么名字？
add-child-ask-birth-date = 孩子的出生日期？
    例如：2017-05-01
add-child-label-relation = 您的身份
add-child-label-consent = 孩子的个人信息
add-child-label-name = 姓名
add-child-label-birth-date = 出生日期
add-child-read-back = 请核对：
add-child-declined = 好的，没有添加，孩子的信息什么都没有保存。
add-child-cancelled = 好的，没有添加，刚才填的都没有保存。
add-child-done = 已添加{ $name }，志愿者编号：{ $number }
    以后报名时可以选谁参加。孩子的时长单独记。

my-child-which = 看哪一个孩子的资料？
child-exported = 这是{ $name }在这里的全部数据，请妥善保管。
rename-child-ask-name = 孩子的新姓名？
rename-child-label-name = 姓名
rename-child-read-back = 请核对要改的内容：
rename-child-cancelled = 好的，没有修改。

notice-household-joined = { $name } 同意加入您的家庭。以后您可以一起报名。
notice-household-left = { $name } 退出了您的家庭。已经报的名不变。
notice-household-removed = { $name } 把您移出了家庭，以后不再为您报名。已经报的名不变。

delete-my-data-children = 您代管的孩子没有自己的账号，资料会一起删除：{ $names }。
my-data-household = 家庭
