format-date = { $year }年{ $month }月{ $day }日
format-day = { $month }月{ $day }日（{ $weekday }）
format-day-and-year = { $year }年{ $month }月{ $day }日（{ $weekday }）
format-days = { $first }至{ $last }
format-month = { $year }年{ $month }月
format-year = { $year }年
format-moment = { $day }{ $time }
format-span = { $day }{ $start }–{ $end }
format-hours = { $number } 小时
format-length = { $hours ->
    [0] { $minutes } 分钟
   *[other] { $hours } 小时 { $minutes } 分钟
}
format-monday = 周一
format-tuesday = 周二
format-wednesday = 周三
format-thursday = 周四
format-friday = 周五
format-saturday = 周六
format-sunday = 周日
format-month-1 = 1月
format-month-2 = 2月
format-month-3 = 3月
format-month-4 = 4月
format-month-5 = 5月
format-month-6 = 6月
format-month-7 = 7月
format-month-8 = 8月
format-month-9 = 9月
format-month-10 = 10月
format-month-11 = 11月
format-month-12 = 12月
