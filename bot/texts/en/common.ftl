# The fixed labels (the outside contract: they stay)
confirm = Confirm
change = Change
agree = I agree
disagree = I don't agree
back = Back
skip = Skip
cancel = Cancel
more = More
sign-up = Sign up
approve = Approve
refuse = Refuse

# A line on what else can be replied
also-word = "{ $word }"
also-words-more = { $words }, { $word }
also-words-last = { $words } or { $word }
also-reply = You can also reply { $words }.
