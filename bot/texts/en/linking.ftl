link-code = Please open this chat from your account on the other platform and send:

    link { $code }

    The code works for 10 minutes. After that, both accounts share sign-ups and hours.
link-code-or-scan = Please open this chat from your account on { $platform } and send:

    link { $code }

    Or scan the QR code with { $platform }. The code works for 10 minutes. After that, both accounts share sign-ups and hours.
link-other = { $known ->
    [yes] the { $platform } account of { $name }
   *[no] a { $platform } account that isn't registered yet
}
ask-to-link-read-back = You want to link: { $other }
    Both accounts will be one person, with the same sign-ups and hours. Is it your own account?
ask-to-link-cancelled = All right, nothing was linked.
ask-to-link-done = Now please confirm on { $platform }, and it's done.
accept-link-read-back = This account wants to link with yours: { $other }
    Both accounts will be one person, with the same sign-ups and hours. Is it your own account?
accept-link-cancelled = All right, nothing was linked.
link-done = Done, they're linked. Both accounts share sign-ups and hours now.
link-declined = All right, nothing was linked. If it wasn't you, you can ignore this.
link-not-me = It's not me
