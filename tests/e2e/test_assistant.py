"""The whole assistant in a browser: from registration to hour totals, on both phones."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import OpenPhones
from tests.support.demo import running_demo


@pytest.mark.timeout(300)
async def test_from_registration_to_hour_totals(open_phones: OpenPhones, tmp_path: Path) -> None:
    async with running_demo(tmp_path) as demo:
        phones = await open_phones(demo.url)

        # Somebody new registers on Telegram, by buttons and words, with a mistake on the way.
        await phones.become("new")
        newcomer = phones.telegram
        await newcomer.joins()
        await newcomer.presses("注册")
        await newcomer.presses("同意")
        await newcomer.says("1990-02-31")
        await newcomer.sees("出生日期")
        await newcomer.says("1990-05-01")
        await newcomer.says("林晓")
        await newcomer.presses("跳过")
        await newcomer.says("西宁市城西区")
        await newcomer.sees("请核对", "林晓")
        await newcomer.presses("确认")
        await newcomer.sees("志愿者编号")
        await newcomer.presses("看看项目")
        await newcomer.is_offered("更多")

        # The organizer shows the code of today's shift on WeChat; a volunteer scans it.
        await phones.become("organizer")
        await phones.wechat.joins()
        await phones.wechat.says("签到")
        await phones.wechat.has_seen("签到码")
        code = await phones.wechat.code()
        await phones.wechat.scans(code, who="registered")
        volunteer = phones.wechat
        await volunteer.sees("签到成功")

        # Two hours later the volunteer leaves, and the total is right on the other phone too.
        await volunteer.says("时长")
        before = await volunteer.newest()
        await phones.wait_hours(2)
        await volunteer.says("签退")
        await volunteer.sees("签退成功", "小时")
        await volunteer.says("时长")
        await volunteer.sees("累计时长")
        assert await volunteer.newest() != before
        total = (await volunteer.newest()).splitlines()[0]
        await phones.telegram.joins()
        await phones.telegram.says("/hours")
        await phones.telegram.sees(total)


@pytest.mark.timeout(300)
async def test_how_a_sentence_was_understood_is_shown_on_request(
    open_phones: OpenPhones, tmp_path: Path
) -> None:
    async with running_demo(tmp_path) as demo:
        phones = await open_phones(demo.url)
        await phones.become("registered")
        wechat = phones.wechat
        await wechat.joins()
        await wechat.says("有什么环保活动")
        await wechat.sees("环境保护")
        shown = wechat.root.locator("li.own .understood")
        await expect(shown.last).to_be_hidden()
        await phones.page.get_by_label("显示每句话是怎么理解的").check()
        await expect(shown.last).to_contain_text("browse_offerings")
        await expect(shown.last).to_contain_text("category = environment")
        await expect(shown.last).to_contain_text("内置规则")
        await wechat.says("1")
        await wechat.sees("编号")
        await expect(shown.last).to_contain_text("当作选项或答案")
        await phones.switch_language()
        await expect(shown.first).to_contain_text("built-in rules")
        await phones.page.get_by_label("Show how each sentence was understood").uncheck()
        await expect(shown.first).to_be_hidden()
