do-find-cover = Find cover
do-stop-cover = Stop looking
do-cover-progress = How the search goes
cover-head = Finding cover: "{ $title }", { $span }
    Places still free: { $free }
cover-asked = Asked: { $asked }. Can come: { $yes }. Can't: { $no }. No answer yet: { $waiting }.{ $unreached ->
        [0] {""}
       *[other] {" "}Could not be reached: { $unreached }.
    }
cover-next = The next ones are asked on { $next }, until somebody comes.
cover-state-asking = We begin to ask at once: first people who like this kind of service or live near.
cover-state-filled = It is full, so nobody else is asked.
cover-state-stopped = It is stopped. Nobody else is asked.
cover-state-exhausted = Everybody who fits was asked. You can call somebody, or ask others to pass it on.
cover-state-over = It has begun, so nobody else is asked.
cover-yes = I can come
cover-no = I can't come
cover-wait = Join the waiting list
cover-ask-label = Can you come to "{ $title }"?
cover-taken = Great, the place is yours: "{ $title }"
    When: { $span }
    Where: { $address }
    If you can't come, please cancel early so that somebody else can.
cover-too-late = Thank you! Nobody is needed for "{ $title }" any more, so you needn't come this time.
cover-may-wait = You can join the waiting list; we ask you when a place is free.
cover-declined = All right, never mind. Thanks for telling us.
cover-terms-changed = The description was changed a moment ago. Please look at it again.
waiting-notice-roster = Send "roster" to see to it.
notice-cover-asked = Somebody can't come to "{ $title }" after all. Can you help?
    When: { $span }
    Where: { $address }{ $more }
    The first to answer gets the place; please answer by { $until }.
    "I can come" means that you know what you will do, the conditions and the risks.
notice-cover-found = { $name } can come to "{ $title }", { $span }. { $left ->
        [0] It is full, so nobody else is asked.
       *[other] Places still free: { $left }. We go on asking.
    }
notice-cover-ended = { $how ->
        [filled] "{ $title }" is full, so nobody else is asked.
        [exhausted] "{ $title }" still needs people, and everybody who fits was asked.
       *[over] "{ $title }" has begun, and nobody was found as cover.
    }
    When: { $span }
