do-roster-phones = 看电话
contacts-which = 要看谁的电话？只用于这次服务，每次查看都会记下来。
contacts-left = 还有 { $left } 人。
contacts-phone = { $name } 的电话：{ $phone }
    只用于这次服务，请不要转给别人。
contacts-phone-guardian = { $name }没有自己的账号。监护人{ $guardian }的电话：{ $phone }
    只用于这次服务，请不要转给别人。
