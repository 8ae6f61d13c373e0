# 还没有做好的事：现在可以怎么办
not-yet-request-certificate = 证明还不能在这里开。您的时长都有记录，现在可以先查看。
not-yet-star-level = 星级还没有开通。您可以先查看累计时长。
not-yet-transfer-record = 还不能在这里转移记录。您可以先导出“我的数据”，交给对方。
not-yet-ask-faq = 这个问题我还答不上来。看看我能做的事，或者问一问项目负责人。
not-yet-rate-service = 还不能在这里评价服务。请直接告诉项目负责人，他们会很高兴听到。

leader-line = “{ $title }”负责人：{ $name }，{ $contact }
leader-no-contact = 请在现场找
