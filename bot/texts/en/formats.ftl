format-date = { $day } { $month_name } { $year }
format-day = { $weekday } { $day } { $month_name }
format-day-and-year = { $weekday } { $day } { $month_name } { $year }
format-days = { $first } to { $last }
format-month = { $month_name } { $year }
format-year = { $year }
format-moment = { $day }, { $time }
format-span = { $day }, { $start }–{ $end }
format-hours = { $one ->
    [yes] { $number } hour
   *[no] { $number } hours
}
format-length = { $hours ->
    [0] { $minutes } minutes
    [one] 1 hour { $minutes } minutes
   *[other] { $hours } hours { $minutes } minutes
}
format-monday = Mon
format-tuesday = Tue
format-wednesday = Wed
format-thursday = Thu
format-friday = Fri
format-saturday = Sat
format-sunday = Sun
format-month-1 = Jan
format-month-2 = Feb
format-month-3 = Mar
format-month-4 = Apr
format-month-5 = May
format-month-6 = Jun
format-month-7 = Jul
format-month-8 = Aug
format-month-9 = Sep
format-month-10 = Oct
format-month-11 = Nov
format-month-12 = Dec
