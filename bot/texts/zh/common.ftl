# 固定的按钮（对外约定，不可改）
confirm = 确认
change = 修改
agree = 同意
disagree = 不同意
back = 返回
skip = 跳过
cancel = 取消
more = 更多
sign-up = 报名
approve = 通过
refuse = 不通过

# 一行说明还可以回复什么
also-word = “{ $word }”
also-words-more = { $words }{ $word }
also-words-last = { $words }或{ $word }
also-reply = 也可以回复{ $words }。
