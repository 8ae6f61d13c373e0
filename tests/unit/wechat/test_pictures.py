"""Pictures by the address that WeChat gives: from the platform, and from nowhere else."""

import httpx
import pytest

from bot.pictures import NoPicture, Unfit
from bot.wechat.pictures import WechatPictures

API = "https://api.weixin.qq.com"
KEPT = "https://mmbiz.qpic.cn/mmbiz_jpg/abc/0"


def source(asked: list[str], answer: httpx.Response) -> WechatPictures:
    def answered(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return answer

    http = httpx.AsyncClient(base_url=API, transport=httpx.MockTransport(answered))
    return WechatPictures(http, API)


@pytest.mark.parametrize("address", [KEPT, KEPT.replace("https", "http"), f"{API}/pictures/1"])
async def test_the_platforms_own_addresses_are_asked(address: str) -> None:
    asked: list[str] = []
    assert await source(asked, httpx.Response(200, content=b"jpeg")).fetch(address) == b"jpeg"
    assert asked == [address.replace("http:", "https:")]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/pictures/1",
        "http://127.0.0.1:8080/metrics",
        "http://169.254.169.254/latest/meta-data",
        "https://qpic.cn.example.org/1",
        "https://notqpic.cn/1",
        "https://mmbiz.qpic.cn:8443/1",
        "https://mmbiz.qpic.cn:x/1",
        "file:///etc/passwd",
        "ftp://mmbiz.qpic.cn/1",
        "https://[",
    ],
)
async def test_nobody_else_is(address: str) -> None:
    asked: list[str] = []
    with pytest.raises(NoPicture) as refused:
        await source(asked, httpx.Response(200, content=b"secret")).fetch(address)
    assert refused.value.why is Unfit.AWAY
    assert asked == []


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (httpx.Response(404), Unfit.AWAY),
        (httpx.Response(302, headers={"location": "http://127.0.0.1/"}), Unfit.AWAY),
        (httpx.Response(200, content=b"x" * 20_000_001), Unfit.TOO_LARGE),
    ],
)
async def test_what_is_not_given_or_too_much_is_refused(answer: httpx.Response, why: Unfit) -> None:
    with pytest.raises(NoPicture) as refused:
        await source([], answer).fetch(KEPT)
    assert refused.value.why is why


async def test_a_user_named_in_an_address_is_left_out() -> None:
    asked: list[str] = []
    await source(asked, httpx.Response(200)).fetch("http://evil@mmbiz.qpic.cn/1")
    assert asked == ["https://mmbiz.qpic.cn/1"]
