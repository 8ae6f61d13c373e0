# For WeChat only
wechat-export-link = Download it here. The link is only for you: { $link }
wechat-card-link = See your card here. The link is only for you: { $link }
wechat-rest = (There's more. Reply "{ $word }" to read on.)
wechat-rest-word = rest
wechat-moment = One moment, I'm working on it. Send 1 in a little while to see the result.
wechat-menu-join = Join in
wechat-menu-mine = My service
wechat-menu-more = More
wechat-menu-browse = Projects
wechat-menu-signups = My sign-ups
wechat-menu-check-in = Check in
wechat-menu-hours = My hours
wechat-menu-log = Log hours
wechat-menu-menu = Menu
wechat-menu-settings = Settings
wechat-menu-help = Help
