"""The words that pick out an activity or a place, where no model marks them: a few sure ones."""

import re

_PLACE_NOUN = re.compile(
    r"敬老院|养老院|福利院|图书馆|博物馆|科技馆|文化馆|体育馆|美术馆|幼儿园"
    r"|火车站|高铁站|地铁站|汽车站|活动中心|"
    r"服务中心|医院|公园|食堂|书屋|广场|车站|小学|中学|大学|学校|河边|湿地"
    r"|食物银行|植树|种树|捡垃圾|净滩|"
    r"义诊|献血|马拉松|读书会|夜巡|护河|巡河|文艺演出|运动会"
)
_ENGLISH_PLACE = re.compile(
    r"(?<!for my )(?<!for )\b((?:(?!the|a|an|at|my|our|for|of|in|to|from)[a-z]+ )?(?:clean-?up"
    r"|planting|nursing home|care home|library|food bank|park|"
    r"museum|hospital|school|station|shelter|marathon|beach|garden|kitchen"
    r"|clinic|festival|blood drive|tutoring))\b"
)
_DISTRICT = re.compile(
    r"(?:西宁|重庆|南川|广东|广州|成都|深圳|北京|上海|香港|城东|城西|城北"
    r"|城中)(?:市|区)?|[\u4e00-\u9fff]{2}(?:区|县|镇|街道)(?!服务|工作"
    r"|居民|志愿)"
)
_ENGLISH_DISTRICT = re.compile(
    r"\b(?:in|near|around|to) (?:the )?(?P<place>xining|chongqing|nanchuan"
    r"|guangdong|guangzhou|chengdu|[a-z]+ district)\b"
)


def name_in(text: str) -> str | None:
    """The words that pick out an activity or a venue."""
    if found := _PLACE_NOUN.search(text):
        return found[0]
    if found := _ENGLISH_PLACE.search(text):
        return found[1]
    return None


def district_in(text: str) -> str | None:
    if found := _DISTRICT.search(text):
        return found[0]
    found = _ENGLISH_DISTRICT.search(text)
    return found["place"] if found else None
