link-code = 请用您在另一个平台的账号打开这里，发送：

    绑定 { $code }

    这个码 10 分钟内有效。绑定后，两个账号的报名和时长合在一起。
link-code-or-scan = 请用您在{ $platform }的账号打开这里，发送：

    绑定 { $code }

    也可以用{ $platform }扫二维码。这个码 10 分钟内有效。绑定后，两个账号的报名和时长合在一起。
link-other = { $known ->
    [yes] { $platform }账号 { $name }
   *[no] { $platform }上还没注册的账号
}
ask-to-link-read-back = 您要绑定的是：{ $other }
    绑定后，两个账号是同一个人，报名和时长合在一起。是您本人的账号吗？
ask-to-link-cancelled = 好的，没有绑定。
ask-to-link-done = 请再到{ $platform }上确认一下，就绑好了。
accept-link-read-back = 想和您绑定的是：{ $other }
    绑定后，两个账号是同一个人，报名和时长合在一起。是您本人的账号吗？
accept-link-cancelled = 好的，没有绑定。
link-done = 绑定好了。两个账号的报名和时长已经合在一起。
link-declined = 好的，没有绑定。如果不是您本人在操作，不用理会。
link-not-me = 不是我
