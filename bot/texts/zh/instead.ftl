# 还没有做好的事，和要找人办的事：现在可以怎么办
not-yet-request-certificate = 证明还不能在这里开。您的时长都有记录，现在可以先查看。
not-yet-broadcast = 群发还没有开通。您可以先发布项目，大家在“项目”里都能看到。
not-yet-star-level = 星级还没有开通。您可以先查看累计时长。
not-yet-request-service = 还不能在这里请志愿者上门。请联系您所在的社区或服务站；事情紧急，请打 110 或 120。
not-yet-transfer-record = 还不能在这里转移记录。您可以先导出“我的数据”，交给对方。
not-yet-ask-faq = 这个问题我还答不上来。看看我能做的事，或者问一问项目负责人。
not-yet-talk-to-human = 这里现在没有人工客服。项目的事，请联系项目负责人，报名后能看到联系方式。
not-yet-rate-service = 还不能在这里评价服务。请直接告诉项目负责人，他们会很高兴听到。
not-yet-complain = 对不起，让您不愉快了。还不能在这里投诉，请联系组织这次活动的单位或项目负责人。
not-yet-report-incident = 有人受伤或有危险，请马上打电话：急救 120，报警 110，火警 119。
    人安全了，再告诉现场负责人。

leader-line = “{ $title }”负责人：{ $name }，{ $contact }
leader-no-contact = 请在现场找
