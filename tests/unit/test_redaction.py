"""What is kept to train with tells nothing about who said it."""

import pytest

from bot.redaction import without_personal_data


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("我叫李明，电话13800138000，想报名", "我叫***，电话***，想报名"),
        ("电话 138 0013 8000", "电话 ***"),
        ("一三八零零一三八零零零", "***"),
        ("我是陈静", "我是***"),
        ("我是志愿者，想报名", "我是志愿者，想报名"),
        ("王阿姨昨天服务3小时", "***昨天服务3小时"),
        ("身份证63010219900501123X", "身份证***"),
        ("生日1990年5月1日", "生日***"),
        ("住在8号楼3单元501室", "住在*********"),
        ("签到码 123456", "签到码 ***"),
        ("a.b@example.com 找我", "*** 找我"),
        ("My name is Anna Berg and I want to help", "My name is *** and I want to help"),
        ("ask Mr. Smith", "ask ***"),
        ("call +44 7911 123456", "call ***"),
        ("11月20日下午2点到5点，3小时", "11月20日下午2点到5点，3小时"),
        ("14:00-17:00, 2.5 hours", "14:00-17:00, 2.5 hours"),
    ],
)
def test_what_is_left(said: str, kept: str) -> None:
    assert without_personal_data(said) == kept


def test_the_speaker_is_known_by_name() -> None:
    assert without_personal_data("给阿依古丽登记3小时", ["阿依古丽"]) == "给***登记3小时"
