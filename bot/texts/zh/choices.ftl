# 各处共用的选项，同一件事用同一个说法
do-view-project = 看项目
do-cancel-sign-up = 取消报名
do-my-records = 服务记录
do-correct-hours = 记录有误
do-approve-all = 全部通过
do-correct-entry = 更正
do-add-node = 添加单位或服务队
do-invite = 邀请
do-withdraw-role = 收回角色
do-verify = 加认证标志
do-unverify = 去掉认证标志
do-show-code = 签到码
do-add-shift = 加一个时段
do-cancel-shift = 取消这个时段
do-withdraw-consent = 撤回同意
do-withdraw-claim = 撤回申报
do-void-entry = 作废
