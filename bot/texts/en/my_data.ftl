my-data = This is what is stored about you:
    { $data }
my-data-nothing = You aren't registered, and nothing is stored about you.
my-data-account-only = You aren't registered. Only your account's identifier and language are stored.
my-data-export = Export everything
my-data-change = Change
my-data-delete = Delete
my-data-exported = This is everything that is stored about you. Please keep it safe.
my-data-number = Volunteer number
my-data-accounts = Accounts
my-data-messages = News about projects
my-data-messages-on = on
my-data-messages-off = off
my-data-consented = Agreed to the use of data
platform-wechat = WeChat
platform-telegram = Telegram
delete-my-data-read-back = If you delete your data:

    · Your name, birth date, phone number and other details are removed, and your accounts are disconnected.
    · Sign-ups that haven't started are cancelled.
    · By law, your hours stay in storage only. They aren't used any more, and nobody contacts you.

    This can't be undone. You may want to export "My data" first. Delete it all?
delete-my-data-cancelled = All right, nothing was deleted.
delete-my-data-done = It's deleted. Thank you for your service. You're welcome back at any time.
