# 转发来的招募通知
forwarded-read = 这是一份招募通知，我读到的写在下面，没写的我再问您。
forwarded-days = 里面写了几天：{ $days }。一次发布一天，其他的发布后再加时段。
forwarded-times = 里面写了几个时间：{ $times }。一次发布一个，其他的发布后再加时段。
