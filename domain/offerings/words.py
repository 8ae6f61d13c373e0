"""The words for categories and recipients, in Chinese and English: one list for every use.

Menus match a typed word with it, sentences are read with it, training data is made from it.
Chinese in simplified script, English in lower case. The first word of each is its name; the words
of the five notices follow, then everyday ones. Sources: rules.md, "The menu".
"""

from collections.abc import Mapping
from types import MappingProxyType

from domain.offerings.model import Category, Recipient

CATEGORY_WORDS: Mapping[Category, tuple[str, ...]] = MappingProxyType(
    {
        Category.COMMUNITY: (
            "社区服务", "社区照顾", "家政服务", "家居护理", "便民服务", "社区", "家政",
            "打扫卫生", "打扫",
            "便民",
            "community service", "community", "neighbourhood", "neighborhood", "housework",
        ),
        Category.POVERTY_RELIEF: (
            "扶贫减贫", "扶贫济困", "精准扶贫", "社会救助", "扶贫", "助困", "济困", "乡村振兴",
            "食物银行",
            "poverty relief", "poverty", "food bank",
        ),
        Category.EDUCATION: (
            "支教助学", "学业辅导", "支教", "助学", "辅导作业", "辅导", "补习", "补课",
            "课业辅导", "教孩子",
            "功课",
            "education", "tutoring", "tutor", "teach", "teaching", "homework",
        ),
        Category.HEALTH: (
            "卫生健康", "医疗保健", "心理疏导", "义诊", "献血", "导医", "陪诊", "医疗", "健康",
            "心理",
            "health", "medical", "blood donation", "blood drive", "clinic", "hospital guide",
        ),
        Category.LEGAL: (
            "法律服务", "法律援助", "普法", "法律", "维权", "legal aid", "legal", "law",
        ),
        Category.ENVIRONMENT: (
            "环境保护", "环境美化", "生态文明", "爱绿护绿", "美丽乡村", "环保", "植树", "种树",
            "捡垃圾",
            "净滩", "垃圾分类", "护河", "巡河", "清洁河道", "清理河道", "绿化",
            "environment", "environmental", "tree planting", "plant trees", "planting trees",
            "cleanup", "cleanups", "clean-up", "litter", "recycling", "green",
        ),
        Category.SCIENCE: ("科技科普", "科普", "科技", "science", "technology"),
        Category.CULTURE: (
            "文化艺术", "文体活动", "文艺演出", "文化", "艺术", "文艺", "演出", "博物馆讲解",
            "读书会",
            "culture", "cultural", "art", "arts", "museum", "concert",
        ),
        Category.PUBLIC_SAFETY: (
            "平安综治", "社会治安", "公共秩序维护", "平安", "治安", "巡逻", "秩序维护",
            "public safety", "patrol", "patrols",
        ),
        Category.CIVILITY: (
            "文明风尚", "民族团结", "文明劝导", "文明", "civility", "civic",
        ),
        Category.TRAFFIC: (
            "交通引导", "文明交通", "绿色出行", "交通", "指挥交通", "路口", "斑马线", "traffic",
            "crossing guard",
        ),
        Category.FIRE_SAFETY: (
            "志愿消防", "消防", "防火", "fire safety", "fire prevention", "firefighting",
        ),
        Category.EMERGENCY: (
            "应急救援", "应急", "救援", "抢险", "救灾", "急救", "emergency", "rescue", "first aid",
            "disaster",
        ),
        Category.DRUG_CONTROL: ("禁毒宣传", "禁毒", "drug control", "anti-drug"),
        Category.SPORTS: (
            "体育健身", "文化体育", "体育", "健身", "马拉松", "运动", "sports", "sport", "fitness",
            "marathon", "marathons",
        ),
        Category.TOURISM: (
            "旅游服务", "旅游", "景区", "导游", "tourism", "tourist", "sightseeing",
        ),
        Category.SPECIAL_CARE: (
            "关爱特殊群体", "特殊群体关爱", "帮老助幼", "扶残助弱", "拥军优属", "亲情陪伴", "助残",
            "助老",
            "敬老", "陪伴老人", "陪老人", "关爱老人", "special care", "companionship",
        ),
        Category.LARGE_EVENTS: (
            "大型活动", "大型赛会", "赛会", "large events", "large event", "big events",
            "big event",
        ),
        Category.OVERSEAS: ("海外志愿服务", "海外", "国外", "overseas", "abroad"),
        Category.TAX: ("税收服务", "税务", "报税", "税收", "tax", "taxes"),
        Category.EPIDEMIC: ("疫情防控", "防疫", "疫情", "抗疫", "epidemic", "pandemic", "covid"),
        Category.OTHER: ("其他", "other"),
    }
)  # fmt: skip

RECIPIENT_WORDS: Mapping[Recipient, tuple[str, ...]] = MappingProxyType(
    {
        Recipient.CHILDREN: (
            "儿童", "留守儿童", "孩子", "小孩", "小朋友", "青少年", "小学生", "孤儿", "娃娃", "娃",
            "children", "child", "kids", "kid", "pupils", "teenagers", "orphans",
        ),
        Recipient.WOMEN: ("妇女", "女性", "孕妇", "women", "mothers"),
        Recipient.ELDERLY: (
            "老年人", "空巢老人", "独居老人", "老人家", "老人", "长者", "长辈", "爷爷奶奶",
            "老太太", "高龄",
            "elderly", "seniors", "senior citizens", "old people", "old person", "older people",
            "the aged",
        ),
        Recipient.DISABLED: (
            "残障人士", "残疾人", "残疾", "残障", "盲人", "视障", "聋人", "听障", "聋哑", "轮椅",
            "自闭症",
            "disabled", "people with disabilities", "disabilities", "blind", "deaf", "wheelchair",
        ),
        Recipient.VETERANS_FAMILIES: (
            "优抚对象", "军属", "烈属", "退伍军人", "老兵", "退役军人",
            "veterans", "veteran", "military families",
        ),
        Recipient.LOW_INCOME: (
            "贫困家庭", "困难家庭", "低保户", "低保", "贫困户", "困难群众",
            "low-income", "low income", "poor families",
        ),
        Recipient.SPECIAL_GROUPS: (
            "特殊群体", "流浪人员", "流浪者", "流浪汉", "露宿者", "special groups", "homeless",
        ),
        Recipient.PATIENTS: ("病患者", "病人", "患者", "病友", "patients", "patient"),
        Recipient.RURAL: ("农村居民", "村民", "农民", "乡村", "villagers", "farmers", "rural"),
        Recipient.URBAN: ("城镇居民", "市民", "居民", "urban residents", "residents"),
        Recipient.PUBLIC: ("社会公众", "公众", "路人", "游客", "general public", "the public"),
        Recipient.TAXPAYERS: ("纳税人缴费人", "纳税人", "taxpayers", "taxpayer"),
        Recipient.OTHER: ("其他", "other"),
    }
)  # fmt: skip
