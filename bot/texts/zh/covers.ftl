do-find-cover = 找人补位
do-stop-cover = 不找了
do-cover-progress = 找人的进展
cover-head = 找人补位：“{ $title }” { $span }
    还缺 { $free } 人
cover-asked = 问了 { $asked } 人：{ $yes } 人能来，{ $no } 人来不了，{ $waiting } 人还没答复。{ $unreached ->
        [0] {""}
       *[other] 另有 { $unreached } 人没能通知到。
    }
cover-next = { $next }再问下一批，直到有人来。
cover-state-asking = 马上开始问，先问关注这类服务或住得近的人。
cover-state-filled = 名额满了，不再问了。
cover-state-stopped = 已经停止，不再问了。
cover-state-exhausted = 合适的人都问过了。可以打电话，或请大家帮忙转告。
cover-state-over = 活动已经开始，不再问了。
cover-yes = 我能来
cover-no = 来不了
cover-wait = 排候补
cover-ask-label = 能来“{ $title }”吗？
cover-taken = 太好了，名额是您的了：“{ $title }”
    时间：{ $span }
    地点：{ $address }
    来不了时请尽早取消，把名额让给别人。
cover-too-late = 谢谢您！“{ $title }”现在不用找人了，这次不麻烦您了。
cover-may-wait = 您也可以排候补，有名额时问您。
cover-declined = 好的，没关系。谢谢您告诉我们。
cover-terms-changed = 项目说明刚刚改过，请再看一遍。
waiting-notice-roster = 请发送“名单”处理。
notice-cover-asked = “{ $title }”有人临时来不了，您能来帮忙吗？
    时间：{ $span }
    地点：{ $address }{ $more }
    先答复的先得，请在{ $until }前答复。
    选“我能来”，表示您已了解以上内容、条件和风险。
notice-cover-found = { $name } 能来“{ $title }”，{ $span }。{ $left ->
        [0] 名额满了，不再问别人。
       *[other] 还缺 { $left } 人，接着问。
    }
notice-cover-ended = { $how ->
        [filled] “{ $title }”名额满了，不再找人。
        [exhausted] “{ $title }”还缺人，合适的人都问过了。
       *[over] “{ $title }”开始了，没有找到人补位。
    }
    时间：{ $span }
