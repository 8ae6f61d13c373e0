guardian-wards = 您同意过的未成年人：
guardian-ward = { $name }（您是其{ $relation }），{ $day }同意
withdraw-consent-ask-consent = 要撤回对谁的同意？
withdraw-consent-read-back = 您要撤回对 { $name } 的同意。
withdraw-consent-follows-nothing = 其他安排不受影响：另有监护人同意，或者本人已年满 18 岁。
withdraw-consent-follows-barred = 撤回以后，对方不能再报名，已经报名的活动会取消。服务记录保留。
withdraw-consent-follows-deletion = { $young ->
    [yes] 撤回以后，我们会删除这位未满 14 岁孩子的个人资料，已经报名的活动会取消。删除了不能恢复，服务记录依法存档。
   *[no] 撤回以后，我们会删除这个孩子的个人资料，已经报名的活动会取消。删除了不能恢复，服务记录依法存档。
}
withdraw-consent-cancelled = 好的，您的同意不变。
withdraw-consent-done = 已撤回您的同意，也通知了对方。
withdraw-consent-done-deletion = 已撤回您的同意，孩子的个人资料已经删除。
