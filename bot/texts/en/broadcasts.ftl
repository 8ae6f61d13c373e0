## Broadcasts: writing, dry run, sending, progress

do-broadcast = Send a broadcast
do-broadcasts = Broadcasts
do-broadcast-progress = Show progress
do-pause-broadcast = Pause
do-resume-broadcast = Go on sending
do-cancel-broadcast = Don't send it

broadcast-ask-text = What do you want to send? Say what is to be done and why people are needed. 500 characters at most.
broadcast-ask-picture = A picture with it? Just send it. You can skip this.
broadcast-ask-text-en = What do people who read English get? You can skip this. Then they get the same text.
broadcast-ask-text-zh = What do people who read Chinese get? You can skip this. Then they get the English text.
broadcast-ask-project = Which project are people to sign up for? If there is none, you can skip this.
broadcast-ask-audience = Who should get it?
broadcast-ask-district = Only people in one area? For example: Chengxi. You can skip this.
broadcast-ask-categories = Only people interested in some kinds of service? Choose any number, then “Done”. You can skip this.
broadcast-ask-skill = Only people with a skill? For example: first aid. You can skip this.
broadcast-ask-ages = Only people of some age? For example: 18-60, or 60 and over. You can skip this.
broadcast-ask-star = Only volunteers with so many stars or more? You can skip this.
broadcast-ask-team = Only members of one unit or team? You can skip this.
broadcast-ask-most = How many people at most? Those who were contacted least recently come first. Skip this to reach everybody who fits.
broadcast-ask-start = When should it go out? For example: tomorrow 9:00. Skip this to send it now.
broadcast-ask-recipients = Please type the number { $count }, then check everything.
broadcast-label-text = Text
broadcast-label-picture = Picture
broadcast-label-text-en = In English
broadcast-label-text-zh = In Chinese
broadcast-label-project = Project
broadcast-label-audience = People
broadcast-label-district = Area
broadcast-label-categories = Interests
broadcast-label-skill = Skill
broadcast-label-ages = Age
broadcast-label-star = Stars
broadcast-label-team = Unit or team
broadcast-label-most = At most
broadcast-label-start = Time
broadcast-label-recipients = Recipients
broadcast-read-back = Please check your broadcast:
broadcast-cancelled = All right, nothing was sent.

picture-there = one
picture-taken = I have your picture.
picture-changed = I have the new picture.
picture-wanted = Please send a picture, or skip this.
picture-away = I couldn't get the picture. Please send it again in a moment, or skip this.
picture-too-large = That picture is too large. Please make it smaller and send it again, or skip this.
picture-other-format = I can't open that picture. Please send a photo or a screenshot, or skip this.
picture-too-narrow = That picture is too long and narrow to be sent. Please cut it shorter, or skip this.

broadcast-no-project = No project
audience-fitting = Who can sign up for this project
audience-everybody = All volunteers
audience-narrowed = People I describe
audience-star = { $star ->
    [one] 1 star ({ $hours } hours)
   *[other] { $star } stars ({ $hours } hours)
}
field-wants-ages = Please write from which age to which, like 18-60, or 60 and over.
field-ages = { $first }–{ $last } years
field-moment-out-of-range = The time must lie ahead, within { $days } days.
field-now = now
field-unlimited = No limit

broadcast-dry-run = { $count ->
    [one] 1 person will get it.
   *[other] { $count } people will get it.
}
broadcast-way = · { $way }: { $count }
way-telegram-direct = Telegram
way-wechat-direct = WeChat message
way-wechat-asked = WeChat notification they asked for
way-wechat-mass = WeChat mass send
gist-recruitment = projects/unsubscribe
broadcast-takes = It takes about { $time }. Nothing is sent between 9 pm and 8 am.
broadcast-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
broadcast-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
broadcast-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
broadcast-and = { $whole } and { $rest }
broadcast-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
broadcast-people-about = { $count ->
    [one] about 1 person, settled when it goes out
   *[other] about { $count } people, settled when it goes out
}
broadcast-estimate = This is an estimate from what is known now. The list is made when it goes out, so the number may change.
broadcast-nobody = Nobody can get it now. Go back to change who it is for, or cancel.
broadcast-number-differs = That's not the number. { $count } will get it, so please type { $count }. To change who it is for, go back.
broadcast-picture-link = On WeChat, people who didn't write lately get a link to the picture.
broadcast-preview = Preview
broadcast-preview-head = This is what people will see:
broadcast-preview-other = People who read Chinese will see: { $text }

left-out-not-eligible = · Not sent: { $count } can't sign up, or have already
left-out-opted-out = { $count ->
    [one] · Not sent: 1 doesn't want such messages
   *[other] · Not sent: { $count } don't want such messages
}
left-out-unreachable = · Not sent: { $count } can't be reached
left-out-asked-lately = · Not sent: { $count } got enough messages lately
left-out-no-way = · Not sent: { $count } didn't write lately, so the platform doesn't allow it
left-out-mass-used-up = · Not sent: { $count }, as the mass sends of this month are used up
left-out-project-over = · Not sent: { $count }, as the project takes nobody any more
left-out-not-served = { $count ->
    [one] · Not sent: 1 uses a platform, or a way of sending, that isn't served any more
   *[other] · Not sent: { $count } use a platform, or a way of sending, that isn't served any more
}
left-out-beyond-number = · Not sent: { $count } beyond the number of people

broadcast-begins = { $count ->
    [one] Sending to 1 person now.
   *[other] Sending to { $count } people now.
}
broadcast-scheduled = { $count ->
    [one] It goes out on { $when }, to about 1 person. The list is made then.
   *[other] It goes out on { $when }, to about { $count } people. The list is made then.
}
broadcast-number = Its number is { $number }. You can see how far it is at any time.

broadcast-head = Broadcast { $number }: { $text }
broadcast-state-waits = It isn't time yet. On { $when } the list is made, then sending begins.
broadcast-state-planning = The list is being made.
broadcast-state-ready = The list is ready. Sending begins when its time comes.
broadcast-state-sending = It is being sent.
broadcast-state-paused = Paused.
broadcast-state-done = Finished.
broadcast-state-cancelled = Cancelled.
broadcast-counts = Sent { $sent }, failed { $failed }, left { $left }.
delivery-unreachable = · Failed: { $count } blocked us or left
delivery-refused = · Failed: { $count } refused by the platform
delivery-unknown = · Not sure: { $count } may have got it, it isn't sent again
delivery-cancelled = · Not sent when it was cancelled: { $count }
broadcast-results = Looked at the project: { $opened }, signed up: { $signed }, want fewer messages: { $stopped }.
broadcast-label = { $number }: { $text }
broadcasts-which = Which broadcast?
broadcasts-none = There has been no broadcast yet.
broadcast-really-cancel = What isn't sent of broadcast { $number } will not be sent any more. Are you sure?
refused-picture-gone = That picture is no longer there. Choose “Change” and send it again, or skip it.
refused-broadcast-over = This broadcast is over, so it can't be changed.

## What recipients see

recruiting-from = { $name }:
recruiting-from-verified = { $name } (verified):
recruiting-project = “{ $title }”
recruiting-shift = { $span }, { $address }
recruiting-not-this-topic = Not this topic
recruiting-less-often = Less often
recruiting-stop = No more messages
recruiting-undo = Undo
recruiting-topic-declined = All right, no more calls for “{ $topic }”.
recruiting-topic-wanted = All right, you'll get calls for “{ $topic }” again.
recruiting-less = All right, one call for volunteers in { $days } days at most.
recruiting-normal = All right, at most { $most } calls for volunteers a week.
do-recruit-normally = As often as before

do-message-settings = Message settings
message-settings-normal = You get at most { $most } calls for volunteers a week, none at night. News about your own service comes as always.
message-settings-rarely = You get one call for volunteers in { $days } days at most. News about your own service comes as always.
message-settings-stopped = You get no calls for volunteers now. News about your own service comes as always.
message-settings-declined = Topics you don't want: { $topics }
message-settings-want = Get “{ $topic }” again
do-message-zone = My time zone
message-settings-zone = You live in: { $zone }. Nothing is sent in the night there, either.
message-zone-done = Fine. { $zone }: no calls for volunteers between 9 at night and 8 in the morning there.
message-zone-ask-zone = Where do you live? If it isn't here, choose the nearest time.
message-zone-cancelled = All right, nothing was changed.
message-zone-label-zone = Time zone
zone-china = China (Beijing time)
zone-xinjiang = Xinjiang
zone-japan = Japan, Korea
zone-southeast-asia = Southeast Asia
zone-britain = Britain
zone-europe = Continental Europe
zone-america-east = America, East
zone-america-west = America, West

notice-broadcast-done = Broadcast { $number } is done: sent to { $sent }, failed for { $failed }, not sent to { $left }.

mass-how-to-sign-up = To join, send: projects. To stop these messages, send: stop messages.
mass-how-to-stop = To stop these messages, send: stop messages.
waiting-notice-broadcasts = To see more, send "organize" and choose "Broadcasts".
