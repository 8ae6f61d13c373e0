"""Forwarded recruitment texts: what is said is read, what is not is not made up."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import traditional
from domain.offerings.model import Category, Recipient
from nlu.recruitment import Recruitment, read_recruitment
from nlu.recruitment.labels import LABELS
from nlu.script import normal
from nlu.values import TimeSpan

ZONE = ZoneInfo("Asia/Shanghai")
#: Saturday 2026-11-21, 09:00 in 西宁.
NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


def span(start: str, end: str) -> TimeSpan:
    return TimeSpan(time.fromisoformat(start), time.fromisoformat(end))


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "one line": (
        "活动名称：周末陪读 时间：11月29日 14:00-17:00 地点：西宁市城西区虎台社区 人数：20人 "
        "服务内容：陪孩子读书、辅导作业 负责人：李老师 13900139000",
        {
            "title": "周末陪读",
            "days": (day(29),),
            "spans": (span("14:00", "17:00"),),
            "address": "西宁市城西区虎台社区",
            "places": 20,
            "content": "陪孩子读书、辅导作业",
            "contact": "李老师 13900139000",
            "recipient": Recipient.CHILDREN,
        },
    ),
    "lines with marks and a deadline": (
        "【志愿者招募】\n"
        "📌活动名称：凤嘴江清河行动\n"
        "⏰活动时间：2026年11月28日（周六）上午9:00—11:30\n"
        "📍集合地点：南川区西大街市民广场\n"
        "📍活动地点：凤嘴江沿岸\n"
        "👥招募人数：30名\n"
        "📝服务内容：捡拾河道垃圾，劝导不文明行为\n"
        "🎒请自带：手套、水杯\n"
        "⚠️安全提示：水边湿滑，注意防滑\n"
        "🛡保险：统一购买志愿者意外险\n"
        "☎️联系人：王队长 023-71420000\n"
        "⏳报名截止：11月26日18:00\n",
        {
            "title": "凤嘴江清河行动",
            "days": (day(28),),
            "spans": (span("09:00", "11:30"),),
            "meeting_point": "南川区西大街市民广场",
            "address": "凤嘴江沿岸",
            "places": 30,
            "content": "捡拾河道垃圾，劝导不文明行为",
            "bring": "手套、水杯",
            "risks": "水边湿滑，注意防滑",
            "insurance": "统一购买志愿者意外险",
            "contact": "王队长 023-71420000",
            "signup_until": datetime(2026, 11, 26, 18),
        },
    ),
    "numbered, values on lines of their own, requirements": (
        "关爱空巢老人志愿服务招募通知\n"
        "一、活动时间：\n12月5日下午2点到5点\n"
        "二、活动地点：\n城中区南大街敬老院\n"
        "三、服务内容：\n1. 陪老人聊天\n2. 打扫房间\n"
        "四、招募要求：年满18周岁，身体健康\n"
        "五、招募名额：15人\n"
        "六、报名方式：私信报名\n",
        {
            "title": "关爱空巢老人志愿服务",
            "days": (day(5, 12),),
            "spans": (span("14:00", "17:00"),),
            "address": "城中区南大街敬老院",
            "places": 15,
            "content": "1. 陪老人聊天 2. 打扫房间；招募要求：年满18周岁，身体健康",
            "minimum_age": 18,
            "recipient": Recipient.ELDERLY,
        },
    ),
    "boxed labels, a length instead of an end": (
        "【活动主题】文明交通劝导\n【活动时间】下周三 7:30\n【服务时长】2小时\n"
        "【活动地点】东关大街与花园南街路口\n【服务类别】交通引导\n【注意事项】穿红马甲\n"
        "【活动内容】引导行人走斑马线\n",
        {
            "title": "文明交通劝导",
            "days": (day(25),),
            "spans": (span("07:30", "09:30"),),
            "address": "东关大街与花园南街路口",
            "category": Category.TRAFFIC,
            "content": "引导行人走斑马线；注意事项：穿红马甲",
        },
    ),
    "traditional script": (
        "活動名稱：圖書館整理\n時間：11月28日 10:00至12:00\n地點：城北區圖書館\n人數：8人\n"
        "服務內容：整理圖書、貼標籤",
        {
            "title": "圖書館整理",
            "days": (day(28),),
            "spans": (span("10:00", "12:00"),),
            "address": "城北區圖書館",
            "places": 8,
            "content": "整理圖書、貼標籤",
        },
    ),
    "several days and several posts: none is chosen": (
        "项目名称：马拉松赛事服务\n时间：12月5日、12月6日 7:00-12:00\n地点：体育中心\n"
        "人数：引导员5名，补给员10名\n工作内容：赛道引导、物资发放",
        {
            "title": "马拉松赛事服务",
            "days": (day(5, 12), day(6, 12)),
            "spans": (span("07:00", "12:00"),),
            "address": "体育中心",
            "content": "赛道引导、物资发放",
            "category": Category.SPORTS,
        },
    ),
    "morning and afternoon: both are said, a range of people is no number": (
        "活动名称：义诊进社区\n活动时间：11月29日 9:00-11:30，14:00-16:00\n地点：虎台社区服务站\n"
        "人数：10-15人\n内容：量血压、登记",
        {
            "title": "义诊进社区",
            "days": (day(29),),
            "spans": (span("09:00", "11:30"), span("14:00", "16:00")),
            "address": "虎台社区服务站",
            "content": "量血压、登记",
            "category": Category.HEALTH,
        },
    ),
    "what is missing is not there": (
        "活动名称：旧衣回收\n活动地点：城东区八一路社区\n服务内容：分类、打包旧衣物\n联系人：小马",
        {
            "title": "旧衣回收",
            "address": "城东区八一路社区",
            "content": "分类、打包旧衣物",
            "contact": "小马",
        },
    ),
    "sentences": (
        "我们社区本周日下午2点到5点在虎台社区活动中心开展“敬老爱老”活动，需要志愿者15名，"
        "主要是陪老人聊天、打扫卫生，要求年满16周岁。有意者11月21日20:00前报名，联系王老师。",
        {
            "title": "敬老爱老",
            "days": (day(22),),
            "spans": (span("14:00", "17:00"),),
            "address": "虎台社区活动中心",
            "places": 15,
            "content": "陪老人聊天、打扫卫生，要求年满16周岁",
            "minimum_age": 16,
            "signup_until": datetime(2026, 11, 21, 20),
            "category": Category.SPECIAL_CARE,
            "recipient": Recipient.ELDERLY,
        },
    ),
    "a headline above sentences": (
        "植树护绿，等你来！志愿者招募\n"
        "湟水河边要种树啦\n"
        "诚邀20名志愿者，11月28日9点到12点在湟水国家湿地公园集合，负责栽树、浇水。",
        {
            "title": None,
            "days": (day(28),),
            "spans": (span("09:00", "12:00"),),
            "address": "湟水国家湿地公园",
            "places": 20,
            "content": "栽树、浇水",
        },
    ),
    "English, labelled": (
        "Volunteers needed: River clean-up\n"
        "Date: Saturday 28 November\nTime: 9am to noon\nWhere: Huanghe Park, east gate\n"
        "Volunteers needed: 12\nWhat you will do: pick up litter along the bank\n"
        "What to bring: gloves and water\nRequirements: 16 or older\n"
        "Contact: Anna, 139 0013 9000\nSign up by: 26 November 6pm\n",
        {
            "title": "River clean-up",
            "days": (day(28),),
            "spans": (span("09:00", "12:00"),),
            "address": "Huanghe Park, east gate",
            "places": 12,
            "content": "pick up litter along the bank; Requirements: 16 or older",
            "bring": "gloves and water",
            "minimum_age": 16,
            "contact": "Anna, 139 0013 9000",
            "signup_until": datetime(2026, 11, 26, 18),
            "category": Category.ENVIRONMENT,
        },
    ),
    "English, one line": (
        "Event: Reading with children. When: 29 Nov 2:00-4:00 pm Venue: City Library "
        "Spots: 6 Duties: read picture books aloud",
        {
            "title": "Reading with children.",
            "days": (day(29),),
            "spans": (span("14:00", "16:00"),),
            "address": "City Library",
            "places": 6,
            "content": "read picture books aloud",
            "recipient": Recipient.CHILDREN,
        },
    ),
    "English, sentences": (
        "We need 12 volunteers for our riverside clean-up this Sunday from 9am to noon at "
        "Huanghe Park. You will collect litter and sort it. Sign up by replying here!",
        {
            "title": "riverside clean-up",
            "days": (day(22),),
            "spans": (span("09:00", "12:00"),),
            "address": "Huanghe Park",
            "places": 12,
            "content": "collect litter and sort it",
            "category": Category.ENVIRONMENT,
        },
    ),
    "English, sentences, over two days": (
        "Looking for volunteers! The marathon in Xining is on December 5 and December 6, "
        "7:00 to 12:00. Volunteers help us hand out water at Sports Centre.",
        {
            "days": (day(5, 12), day(6, 12)),
            "spans": (span("07:00", "12:00"),),
            "address": "Sports Centre",
            "content": "hand out water at Sports Centre",
        },
    ),
}

NONE = {
    "a report of what is over": (
        "11月15日上午，虎台社区组织20名志愿者在湟水河边开展清理河道活动，大家捡拾垃圾三小时，"
        "活动圆满结束。"
    ),
    "labelled, but over": (
        "活动总结\n活动名称：清理河道\n时间：11月15日 9:00-12:00\n地点：湟水河边\n人数：20人"
    ),
    "a volunteer who wants to come": (
        "您好，我想报名11月29日下午2点到5点在虎台社区的陪读活动，我们一共3个人，可以吗？谢谢"
    ),
    "a volunteer who tells of hours": (
        "我昨天下午2点到5点在虎台社区敬老院陪老人聊天，一共3个小时，请帮我登记一下时长，谢谢"
    ),
    "called off": (
        "原定11月29日14:00-17:00在虎台社区开展的陪读活动，因下雪取消，已报名的20名志愿者请互相转告"
    ),
    "a question about who comes": (
        "请把11月29日下午两点虎台社区那个陪读活动的名单发给我看一下，要有电话的那种"
    ),
    "English, told afterwards": (
        "The river clean-up took place on 14 November at Huanghe Park: 20 volunteers picked up "
        "litter from 9am to noon. Thanks everyone!"
    ),
    "English, somebody who wants to come": (
        "Hello, I would like to sign up for the river clean-up on 28 November from 9am to noon "
        "at Huanghe Park, we are 3 people."
    ),
    "too short": "招募志愿者20名",
    "small talk": (
        "今天天气真好，大家周末都去哪里玩了？听说湟水河边的叶子都黄了，特别好看，改天一起去走走吧"
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_what_is_said_is_read(text: str, expected: dict[str, Any]) -> None:
    assert read_recruitment(text, NOW, ZONE) == Recruitment(**expected)


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_what_is_no_recruitment_text(text: str) -> None:
    assert read_recruitment(text, NOW, ZONE) is None


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("11月29日（周日）", (day(29),)),
        ("11月29日 星期日", (day(29),)),
        ("Sun, 29 November 2026", (day(29),)),
        ("周日", (day(22),)),
        ("11月15日", ()),  # a week ago, not in a year
        ("2025年11月29日", ()),
        ("1月10日", (date(2027, 1, 10),)),
        ("11月28日至30日", (day(28), day(30))),
    ],
)
def test_which_days_a_date_line_means(when: str, days: tuple[date, ...]) -> None:
    text = f"活动名称：陪读\n活动时间：{when}\n地点：虎台社区\n内容：陪孩子读书\n人数：5人"
    read = read_recruitment(text, NOW, ZONE)
    assert read is not None and read.days == days


def test_every_chinese_label_is_known_in_traditional_script() -> None:
    labels = [
        label for words in LABELS.values() for label in words.split("|") if not label.isascii()
    ]
    assert labels
    assert [label for label in labels if normal(traditional(label)) != label] == []


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    read_recruitment(text, NOW, ZONE)


@given(st.permutations(TEXTS["lines with marks and a deadline"][0].strip().split("\n")[1:]))
def test_the_order_of_labelled_lines_says_nothing(lines: list[str]) -> None:
    text = "\n".join(["【志愿者招募】", *lines])
    expected = TEXTS["lines with marks and a deadline"][1]
    assert read_recruitment(text, NOW, ZONE) == Recruitment(**expected)
