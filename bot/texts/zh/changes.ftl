# 报了名的人收到的改动
notice-project-changed = “{ $title }”有改动，请看一下：
    { $changes }{ $family }
    { $waits ->
        [yes] 您在候补，排位不变。
       *[no] 您还来吗？
    }
notice-shift-changed = “{ $title }”有改动，请看一下：
    { $changes }{ $clash }{ $family }
    { $ask ->
        [come] 您还来吗？
        [waits] 您在候补，排位不变。
       *[no] 您的报名不变。
    }
notice-sign-up-ended = “{ $title }”的条件改了：{ $reason }。
    时间：{ $span }
    很抱歉，您的报名已经结束，可以再看看别的项目。
change-time = 时间：{ $span }（原来是{ $before }）
change-address = 地点：{ $address }
change-meeting-point = 集合：{ $place }
change-clash = 注意：这个时间您已报名“{ $title }”（{ $span }）。请决定去哪一个，取消另一个。
i-still-come = 我还来
still-coming-noted = 好的，记下了，到时见！
still-coming-look-again = 说明又有改动。请再看一遍，还来请选“我还来”：
own-sign-up-changed = 说明有改动，还来请选“我还来”。
gist-shift-changed = 请看清新的时间地点

# 管理人收到的
notice-co-organizes = 您现在可以一起管理项目“{ $title }”。
notice-leads-shift = 您现在负责“{ $title }”的一个时段。
    时间：{ $span }
    地点：{ $address }
notice-led-shift = { $what ->
    [called-off] 您负责的“{ $title }”（{ $span }）取消了。
    [taken-over] “{ $title }”（{ $span }）改由别人负责，您不用再管了。
   *[changed] 您负责的“{ $title }”有改动：
        { $changes }
    }
