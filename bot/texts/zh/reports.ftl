do-report-stats = 报表
report-heading = { $name } · { $period }
report-own-projects = 只算您负责的项目。
report-until-today = 还没有结束，数字到今天为止。
report-of-all = 报表不按单个项目或类别分，这里是全部的数字。
report-nothing = 这段时间还没有活动，也没有服务时长。
report-hours = 服务时长：{ $hours }
report-grades = 签到记录 { $checked_in }，负责人确认 { $confirmed }
report-waiting = 等待确认：{ $hours }，{ $count } 条（还没有计入）
report-people = 活跃志愿者：{ $active } 人，其中老志愿者 { $returning } 人
report-registered = 全组织注册：{ $all } 人，其中新注册 { $new } 人
report-shifts = 活动：{ $held } 场，{ $projects } 个项目
report-fill = 满员率：{ $percent }%（{ $places } 个名额，{ $filled } 人报名）
report-no-shows = 报名未到：{ $count } 人次
report-kinds = 各类别时长
report-kind = · { $name }：{ $hours }

report-this-month = 本月
report-last-month = 上个月
report-this-year = 今年
report-other-days = 别的时间
report-download = 下载表格
report-other-node = 换一个单位
report-which-node = 看哪一个的报表？

report-period-ask-days = 看什么时候的？比如：2026-10、上个月、第三季度，或 2026-10-01 到 2026-10-31。
report-period-cancelled = 好的，不看别的时间了。
report-wants-days = 没看懂是什么时候。

report-file-done = “{ $name }”{ $period }的报表，是一个表格文件。
    里面有姓名，请妥善保管。谁取过，都有记录。

# 图
report-picture-number = { $count }
report-picture-people = { $count } 人
report-picture-hours = 服务时长
report-picture-checked-in = 签到记录
report-picture-confirmed = 负责人确认
report-picture-waiting = 等待确认
report-picture-active = { $count ->
       *[other] 活跃志愿者
    }
report-picture-returning = 老志愿者
report-picture-first-time = 第一次来
report-picture-shifts = { $count ->
       *[other] 场活动
    }
report-picture-projects = { $count ->
       *[other] 个项目
    }
report-picture-no-shows = { $count ->
       *[other] 人次未到
    }
report-picture-fill = 满员率
report-picture-places = { $places } 个名额，{ $filled } 人报名
