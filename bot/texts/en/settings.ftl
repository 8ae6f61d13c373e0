settings = Settings
    { $profile }

    What do you want to change?
settings-newcomer = You aren't registered yet. After you register, you can change your details here.
settings-change-name = Change name
settings-change-phone = Change phone
settings-change-district = Change district
settings-change-gender = Change gender
settings-change-skills = Change skills
settings-change-categories = Change interests
messages-stopped = All right, I won't send you messages about new projects. If a service you signed up for changes, I'll still tell you.
    To get them again, choose "Resume messages" in "Settings".
messages-resumed = All right, I'll tell you when a project fits you.
messages-none = You aren't registered, so I don't send you anything by myself.

change-profile-ask-name = What is your new name?
change-profile-ask-phone = What is your new phone number?
    If you don't want to leave one, send "skip".
change-profile-ask-district = Which district do you live in now?
change-profile-ask-gender = Please choose your gender.
change-profile-ask-skills = Which skills do you have? You can write several, with commas between them.
    For example: first aid, English
    If you have none, send "skip".
change-profile-ask-categories = Which kinds of service interest you? Choose as many as you like, then send "done".
change-profile-label-name = Name
change-profile-label-phone = Phone
change-profile-label-district = District
change-profile-label-gender = Gender
change-profile-label-skills = Skills
change-profile-label-categories = Interests
change-profile-read-back = Please check the change:
change-profile-cancelled = All right, nothing was changed.
change-profile-done = Done, it's changed.

gender-female = Female
gender-male = Male
gender-unsaid = Rather not say

# What a profile holds
profile-name = Name
profile-gender = Gender
profile-birth-date = Birth date
profile-phone = Phone
profile-district = District
profile-skills = Skills
profile-categories = Interests
