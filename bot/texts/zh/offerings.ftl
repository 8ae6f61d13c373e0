offerings-head = { $heading }
offerings-everything = 现在可以参加的项目
offerings-left = 还有 { $left } 个项目。
offerings-none = 现在没有可以报名的项目。过几天再来看看吧。
offerings-none-fit = 没有找到符合“{ $heading }”的项目。可以换个类别，或者看看全部项目。
offerings-by-category = 按类别看
offerings-all = 全部项目
categories-head = 想做哪一类服务？
category-count = { $name }（{ $count }）
offering-title = 【{ $title }】
offering-not-for-you = 您暂时不能报名：{ $reason }。
offering-signed-up = 您已经报名。
organization-verified = { $name }（已认证）
organization-plain = { $name }
places-left = 还有 { $count } 个名额
places-full = { $waiting ->
        [0] 已满，可以候补
       *[other] 已满，{ $waiting } 人候补
    }
shift-line = { $span }
    { $address } · { $places }

project-title = 【{ $title }】 编号 { $number }
project-kind = 类别：{ $category } · 对象：{ $recipient }
project-content = 内容：{ $value }
project-minimum-age = 年龄：满 { $value } 岁
project-skill = 技能：{ $value }
project-training = 培训：{ $value }
project-risks = 风险：{ $value }
project-insurance = 保险：{ $value }
project-bring = 请带：{ $value }
project-leader = 负责人：{ $value }
project-contact = 联系：{ $value }
project-more-shifts = 还有 { $count } 个时段，报名时可选。
project-which = 您说的“{ $words }”是哪一个？
project-not-found = 没有找到“{ $words }”。看看全部项目吧。
project-no-shifts = 现在没有可以报名的时段。

# 简短的原因
short-guardian-missing = 需要监护人先同意
short-too-young = 年龄不符合要求
short-minor-on-risky-shift = 有风险，未满 18 岁不能参加
short-skill-missing = 需要特定技能
short-training-missing = 需要先参加培训
short-clash = 和您的另一个报名时间冲突
short-project-paused = 暂停报名
short-registration-closed = 报名已截止
short-shift-over = 已经结束
short-shift-cancelled = 已取消
short-waitlist-full = 候补也满了

category-community = 社区服务
category-poverty-relief = 扶贫减贫
category-education = 支教助学
category-health = 卫生健康
category-legal = 法律服务
category-environment = 环境保护
category-science = 科技科普
category-culture = 文化艺术
category-public-safety = 平安综治
category-civility = 文明风尚
category-traffic = 交通引导
category-fire-safety = 志愿消防
category-emergency = 应急救援
category-drug-control = 禁毒宣传
category-sports = 体育健身
category-tourism = 旅游服务
category-special-care = 关爱特殊群体
category-large-events = 大型活动
category-overseas = 海外志愿服务
category-tax = 税收服务
category-epidemic = 疫情防控
category-other = 其他

recipient-children = 儿童
recipient-women = 妇女
recipient-elderly = 老年人
recipient-disabled = 残障人士
recipient-veterans-families = 优抚对象
recipient-low-income = 贫困家庭
recipient-special-groups = 特殊群体
recipient-patients = 病患者
recipient-rural = 农村居民
recipient-urban = 城镇居民
recipient-public = 社会公众
recipient-taxpayers = 纳税人缴费人
recipient-other = 其他
