"""One way to write a sentence before anything is looked for in it, and its language."""

import re
import unicodedata

# The characters that our words need, one to one, so that positions in a text stay the same. A
# full converter is not wanted: its word lists change lengths, and names would be rewritten.
# The last eight are Cantonese words for what standard Chinese writes otherwise.
_TRADITIONAL = (
    "註冊選單項報簽記時長證書碼綁監護語設幫過綱認領組織發佈審覈羣數據資訊號電話換錯為會個們來"
    "這裏裡還沒無開關點鐘兩雙後從給對錢麼嗎讓請問體義務團隊員獨殘兒婦醫療衛災應環廢樹綠業導輔"
    "學習圖館運動場賽遊覽驗調檢測絡網轉區縣鎮鄉農貧穩緊傷著燒煙氣暈騷擾訴評價級離結繫聯銷刪備"
    "賬帳戶併綜統計總積錄補遲達現臺灣廣東門頭條講說寫讀聽見親愛陽歲間曆舊線車輛騎險費歡樂謝別"
    "繼續實際勞煩誰樣處邊緒寧靜優撫軍屬鍵鋼蘭壓張滿滯確準壞態濫盜騙詐僞偽預約訂榮譽獎勵簡韓漢"
    "標籤題紀歷麗慶節禮陸參與畫傳藝術養隨僅須課飯鄰閱顧棄熱絕腳進萬億貳剛纔屆樓層風搶遷獲範圍"
    "針劑檔擬隻眾當擇獻貼詢尋覓極闆幾願擔趕歸徵觀練撥鏟診嚴憂紅潔淨衝燈寶貴購壽壩溝濟幹煉鍛驟"
    "職劃鏈稱協帶訓負內溫崗辦諮攜責額"
    "種類灘馬師視復鐵銀園橋龍雜亂週齊餘嘅係喺咗啲唔冇嚟"
)
_SIMPLIFIED = (
    "注册选单项报签记时长证书码绑监护语设帮过纲认领组织发布审核群数据资讯号电话换错为会个们来"
    "这里里还没无开关点钟两双后从给对钱么吗让请问体义务团队员独残儿妇医疗卫灾应环废树绿业导辅"
    "学习图馆运动场赛游览验调检测络网转区县镇乡农贫稳紧伤着烧烟气晕骚扰诉评价级离结系联销删备"
    "账账户并综统计总积录补迟达现台湾广东门头条讲说写读听见亲爱阳岁间历旧线车辆骑险费欢乐谢别"
    "继续实际劳烦谁样处边绪宁静优抚军属键钢兰压张满滞确准坏态滥盗骗诈伪伪预约订荣誉奖励简韩汉"
    "标签题纪历丽庆节礼陆参与画传艺术养随仅须课饭邻阅顾弃热绝脚进万亿贰刚才届楼层风抢迁获范围"
    "针剂档拟只众当择献贴询寻觅极板几愿担赶归征观练拨铲诊严忧红洁净冲灯宝贵购寿坝沟济干炼锻骤"
    "职划链称协带训负内温岗办咨携责额"
    "种类滩马师视复铁银园桥龙杂乱周齐余的是在了些不没来"
)
_TO_SIMPLIFIED = {
    ord(traditional): simplified
    for traditional, simplified in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)
}
_MARKS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\u20e3\ufeff]")
_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "〜": "~", "½": ".5"})
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
#: Chinese written in Latin letters, by the words that give it away.
_PINYIN = re.compile(
    r"\b(?:wo|ni|women|yao|xiang|baoming|zhuce|qiandao|qiantui|shichang|shijian|huodong|quxiao|"
    r"zhengming|bangzhu|xiexie|nihao|zaijian|mingtian|zuotian|jintian|duoshao|shenme|zenme)\b"
)


def half_width(text: str) -> str:
    """The text without full-width forms, invisible marks and doubled spaces; case is kept."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text.translate(_QUOTES)))
    return _SPACE.sub(" ", plain).strip()


def simplified(text: str) -> str:
    """The text, half-width, with the characters of our words in simplified script; case is kept."""
    return half_width(text).translate(_TO_SIMPLIFIED)


def normal(text: str) -> str:
    """The text as all tables here are written: half-width, lower case, simplified script."""
    return simplified(text).lower()


def language_of(text: str) -> str:
    """``en`` where Latin words outweigh Chinese characters, else ``zh``.

    Traditional script, pinyin, numbers and pictures alone are ``zh``.
    """
    plain = half_width(text).lower()
    words = _LATIN_WORD.findall(plain)
    if len(words) <= len(_HAN.findall(plain)) or _PINYIN.search(plain):
        return "zh"
    return "en"
