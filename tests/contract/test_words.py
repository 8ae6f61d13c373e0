"""The words that always work, the language, and everything that people send by accident."""

from collections.abc import Callable

import pytest

from tests.contract.conversation import ASKS, LABELS, Outside, Person, mostly_chinese, register
from tests.contract.telegram import TelegramPerson
from tests.contract.wechat import WeChatPerson

Newcomer = Callable[..., Person]

#: Command, Chinese word, and what its screen says in Chinese and in English.
WORDS = [
    ("start", "开始", "您好", "Hello|Hi|Welcome"),
    ("menu", "菜单", "您想做什么", "What would you like"),
    ("projects", "项目", "项目", "project|join now"),
    ("signups", "我的报名", "报名", "sign"),
    ("checkin", "签到", "签到|没有报名", "heck|no sign-up|not signed up|haven't signed up"),
    ("checkout", "签退", "签", "heck"),
    ("log", "登记时长", "项目", "project"),
    ("hours", "时长", "小时", "hour"),
    ("certificate", "证明", "证明", "ertificate"),
    ("card", "志愿者证", "志愿者证", "card"),
    ("link", "绑定", "绑定", "link"),
    ("guardian", "监护", "监护", "guardian"),
    ("language", "语言", "语言", "anguage"),
    ("settings", "设置", "设置", "Settings"),
    ("mydata", "我的数据", "我的数据|您的这些信息", "stored about you"),
    ("cases", "我的求助", "求助", "case"),
    ("help", "帮助", "返回", "menu"),
    ("organize", "管理", "管理|权", "right|organiz"),
    ("newproject", "发布项目", "项目|权", "right|project"),
    ("roster", "名单", "名单|权|没有", "right|nothing"),
    ("approve", "审核", "审核|权|没有", "right|no hours|nothing"),
    ("broadcast", "群发", "群发|权|没有", "right|roadcast"),
    ("report", "报表", "报表|权", "right|eport"),
    ("claim", "认领", "认领|邀请", "code"),
]


def says(screen: str, expected: str) -> bool:
    """Whether the screen has one of the expected words."""
    return any(word in screen for word in expected.split("|"))


@pytest.fixture(scope="module")
def filling(outside: Outside) -> dict[tuple[str, str], Person]:
    """A registered person a platform and language, in the middle of logging hours."""
    people = {}
    for platform in ("telegram", "wechat"):
        for language in ("zh", "en"):
            person = outside.person(platform, language)
            register(person, language)
            people[platform, language] = person
    return people


@pytest.mark.parametrize(("command", "word", "zh", "en"), WORDS, ids=[one[0] for one in WORDS])
def test_works_in_every_shape_in_the_middle_of_a_form(
    filling: dict[tuple[str, str], Person],
    platform: str,
    command: str,
    word: str,
    zh: str,
    en: str,
) -> None:
    chinese, english = filling[platform, "zh"], filling[platform, "en"]
    shapes = [
        (chinese, word),
        (chinese, f"/{command}"),
        (chinese, f"{word}。"),
        (chinese, f"/{word}"),
        (english, command.upper()),
        (english, f" {command}! "),
    ]
    chinese.say("/log")
    english.say("/log")
    for person, shape in shapes:
        mine = "zh" if person is chinese else "en"
        screen = person.say(shape)
        assert says(screen, zh if mine == "zh" else en), (shape, screen)
        if mine == "zh":
            assert mostly_chinese(screen), screen
        assert "没看懂" not in screen and "didn't understand" not in screen


@pytest.mark.parametrize("word", ["证明"])
def test_says_in_one_sentence_what_can_be_done_instead(
    filling: dict[tuple[str, str], Person], platform: str, word: str
) -> None:
    person = filling[platform, "zh"]
    screen = person.say(word)
    assert word in screen.splitlines()[0]
    assert person.labels
    menu = person.say("菜单")
    assert word not in menu and word not in person.labels


def test_goes_on_where_it_was_after_help(
    filling: dict[tuple[str, str], Person], platform: str, language: str
) -> None:
    person = filling[platform, language]
    first = person.say("/log")
    assert first.splitlines()[0] in person.say("help" if language == "en" else "帮助")
    person.say("/cancel")


def test_a_label_typed_as_text_is_the_choice(newcomer: Newcomer, language: str) -> None:
    person, label = newcomer(language), LABELS[language]
    person.say("/register")
    assert ASKS[language]["birth_date"] in person.say(label["agree"].upper())


class TestLanguage:
    """Telegram's codes, WeChat's first text, and the change by word."""

    @pytest.mark.parametrize(
        ("code", "says"),
        [
            ("zh-hans", "志愿"),
            ("zh-hk", "志願"),
            ("zh-hant", "志願"),
            ("zh", "志愿"),
            ("zh-TW", "志願"),
            (None, "志愿"),
            ("en", "volunteer"),
            ("en-US", "volunteer"),
            ("fr", "volunteer"),
        ],
    )
    def test_follows_the_code_of_telegram(
        self, outside: Outside, code: str | None, says: str
    ) -> None:
        person = TelegramPerson(outside.bot_api, code)
        screen = person.say("/start")
        assert {word for word in ("志愿", "志願", "volunteer") if word in screen} == {says}

    @pytest.mark.parametrize(
        ("first", "chinese"),
        [("hello", False), ("Hi there", False), ("register", False), ("你好", True), ("1", True)],
    )
    def test_follows_the_first_text_on_wechat(
        self, outside: Outside, first: str, chinese: bool
    ) -> None:
        person = WeChatPerson(outside.wechat)
        person.say(first)
        assert mostly_chinese(person.say("/menu")) is chinese

    def test_english_after_a_chinese_welcome(self, outside: Outside) -> None:
        person = WeChatPerson(outside.wechat)
        person.event("subscribe", EventKey="")
        assert not mostly_chinese(person.say("hello"))

    def test_stays_english_in_the_middle_of_chinese_words(self, outside: Outside) -> None:
        person = WeChatPerson(outside.wechat)
        person.say("hello")
        assert "What" in person.say("菜单")

    def test_changes_in_the_middle_of_a_form_and_stays(self, newcomer: Newcomer) -> None:
        person = newcomer("zh")
        person.say("注册")
        person.say("同意")
        person.say("/language")
        assert "English" in " ".join(person.labels)
        person.choose(next(label for label in person.labels if "English" in label))
        screen = person.say("1990-05-01") if "birth" in person.seen else person.say("Continue")
        assert "姓名" not in screen
        assert "What" in person.say("菜单")


class TestAccidents:
    """Nothing that is sent gets an error, silence or a stuck form."""

    NONSENSE = (
        "😀😀😀",
        "؏مرحبا بالعالم‏",
        "五" * 5000,
        "a" * 4096,
        "]]>&lt;x&gt;<b>",
        "{0} %s {name} { $name }",
        "\u200b",
        "31/02/2026",
        "25:00-26:00",
        "'; DROP TABLE volunteers; --",
    )

    @pytest.mark.parametrize("number", range(len(NONSENSE)))
    def test_answers_nonsense_everywhere(self, newcomer: Newcomer, number: int) -> None:
        person, nonsense = newcomer(), self.NONSENSE[number]
        assert person.say(nonsense)
        for answer in ["注册", "同意", "1990-05-01", "王小明", "跳过", "城西区"]:
            assert person.say(answer)
            if "核对" not in person.seen:
                before = person.seen
                person.say(nonsense)
                assert person.seen
                if person.seen.splitlines()[0] != before.splitlines()[0]:
                    person.say("返回")
        person.say("/cancel")
        assert "您想做什么" in person.say("菜单")

    def test_a_person_with_a_hostile_name(self, newcomer: Newcomer, language: str) -> None:
        person = newcomer(language)
        done = register(person, language, name="]]><b>&amp;{ $x }*_`王")
        assert "]]>" in done

    @pytest.mark.parametrize(
        "content",
        [
            {"voice": {"file_id": "x", "file_unique_id": "y", "duration": 3}},
            {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]},
            {
                "sticker": {
                    "file_id": "x",
                    "file_unique_id": "y",
                    "type": "regular",
                    "width": 1,
                    "height": 1,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            {"location": {"latitude": 36.6, "longitude": 101.7}},
            {"dice": {"emoji": "🎲", "value": 3}},
            {"never_heard_of_this": {"x": 1}},
        ],
        ids=lambda content: next(iter(content)),
    )
    def test_answers_what_is_no_text_on_telegram(
        self, outside: Outside, content: dict[str, object]
    ) -> None:
        person = TelegramPerson(outside.bot_api)
        person.deliver(person.message(**content))
        assert "您想做什么" in person.say("菜单")

    @pytest.mark.parametrize(
        "update",
        [
            {"poll": {"id": "1"}},
            {"something_new": {"a": 1}},
            {"message": {"wrong": True}},
            {"message": "text"},
            {"callback_query": {"id": "1"}},
            {"edited_message": {}},
            {},
        ],
    )
    def test_goes_on_after_an_unknown_update(
        self, outside: Outside, update: dict[str, object]
    ) -> None:
        person = TelegramPerson(outside.bot_api)
        person.deliver(update)
        assert "您想做什么" in person.say("菜单")

    def test_a_button_of_last_year(self, outside: Outside) -> None:
        person = TelegramPerson(outside.bot_api)
        for data in ("f:confirm:0000", "x", "menu", "a" * 64, "答", "\x00"):
            person.deliver(person.callback(data, 3))
            answers = [one for one in person.last_calls if one.method == "answerCallbackQuery"]
            assert len(answers) == 1, (data, person.last_calls)
        assert "您想做什么" in person.say("菜单")

    @pytest.mark.parametrize(
        ("kind", "values"),
        [
            ("image", {"PicUrl": "http://127.0.0.1/x", "MediaId": "1"}),
            ("voice", {"MediaId": "1", "Format": "amr"}),
            ("voice", {"MediaId": "1", "Format": "amr", "Recognition": "菜单"}),
            ("video", {"MediaId": "1", "ThumbMediaId": "2"}),
            ("location", {"Location_X": "36.6", "Location_Y": "101.7", "Scale": "1", "Label": "x"}),
            ("location", {"Location_X": "north", "Location_Y": "", "Scale": "", "Label": ""}),
            ("link", {"Title": "x", "Description": "y", "Url": "http://127.0.0.1/"}),
            ("hologram", {"Content": "x"}),
            ("text", {}),
            ("text", {"Content": ""}),
            ("event", {}),
            ("event", {"Event": "CLICK", "EventKey": "gone"}),
            ("event", {"Event": "CLICK"}),
            ("event", {"Event": "SCAN", "EventKey": "forged", "Ticket": "t"}),
            ("event", {"Event": "LOCATION", "Latitude": "1", "Longitude": "2", "Precision": "3"}),
            ("event", {"Event": "never_heard", "EventKey": "x"}),
            ("event", {"Event": "subscribe", "EventKey": "qrscene_forged"}),
        ],
    )
    def test_answers_what_is_no_text_on_wechat(
        self, outside: Outside, kind: str, values: dict[str, str]
    ) -> None:
        person = WeChatPerson(outside.wechat)
        reply = person.at.post(person.message(kind, **values))
        assert reply.status_code in (200, 400), reply.text
        assert "您想做什么" in person.say("菜单")
