do-message-all = 给大家发消息
message-all-ask-words = 想对大家说什么？最多 500 个字，发给这个时段有名额的每一位。
message-all-label-words = 消息
message-all-read-back = 请核对要发的消息：
    {"“"}{ $title }” { $span }
    { $words }
    发给 { $count } 人：{ $names }{ $more ->
        [0] {""}
       *[other] 等，另有 { $more } 人
    }
message-all-later = 现在是休息时间，{ $due }发出。
message-all-done = 好的，正在发给 { $count } 人。
message-all-cancelled = 好的，没有发消息。
notice-shift-message = “{ $title }”的消息（{ $name }）：
    { $words }
    时间：{ $span }{ $more }
