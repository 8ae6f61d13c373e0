# What those who signed up are told of a change
notice-project-changed = "{ $title }" has changed. Please have a look:
    { $changes }{ $family }
    { $waits ->
        [yes] You are on the waitlist. Your place in the line stays.
       *[no] Do you still come?
    }
notice-shift-changed = "{ $title }" has changed. Please have a look:
    { $changes }{ $clash }{ $family }
    { $ask ->
        [come] Do you still come?
        [waits] You are on the waitlist. Your place in the line stays.
       *[no] You are still signed up.
    }
notice-sign-up-ended = The conditions of "{ $title }" have changed: { $reason }.
    When: { $span }
    We are sorry: your sign-up has ended. You can look at other projects.
change-time = When: { $span } (it was { $before })
change-address = Where: { $address }
change-meeting-point = Meet at: { $place }
change-clash = Please note: you are signed up for "{ $title }" at that time ({ $span }). Decide which one you go to, and cancel the other.
i-still-come = I still come
still-coming-noted = Noted. See you there!
still-coming-look-again = It has changed once more. Please read it again. If you still come, choose "I still come":
own-sign-up-changed = The conditions have changed. If you still come, choose "I still come".
gist-shift-changed = Please check time and place

# What those who manage are told
notice-co-organizes = You can now help to manage the project "{ $title }".
notice-leads-shift = You now lead a shift of "{ $title }".
    When: { $span }
    Where: { $address }
notice-led-shift = { $what ->
    [called-off] "{ $title }" ({ $span }), which you lead, is cancelled.
    [taken-over] Somebody else now leads "{ $title }" ({ $span }). You need not see to it any more.
   *[changed] "{ $title }", which you lead, has changed:
        { $changes }
    }
