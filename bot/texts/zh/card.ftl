card = { $name }，这是您的志愿者证。
    志愿者编号：{ $number }
    别人扫上面的二维码，可以核验它是否有效。
card-after-registration = 注册以后就有志愿者证了，注册只要一分钟。
card-title = 志愿者证
card-title-chinese = 志愿者证
card-number = 编号 { $number }
card-hours = 累计时长
card-since = 注册日期
card-organization = 服务组织
card-organization-name = { $name }
card-verified = { $name }（已认证）
card-check = 扫码核验
card-valid = 这张志愿者证有效
card-not-valid = 没有查到这张志愿者证，它可能已失效。
