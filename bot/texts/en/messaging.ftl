do-message-all = Message to all
message-all-ask-words = What would you like to tell everybody? Up to 500 characters. It goes to everybody with a place.
message-all-label-words = Message
message-all-read-back = Please check the message:
    {"\""}{ $title }", { $span }
    { $words }
    { $count ->
        [one] It goes to 1 person: { $names }
       *[other] It goes to { $count } people: { $names }
    }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
message-all-later = These are quiet hours, so it goes out on { $due }.
message-all-done = { $count ->
    [one] Good, it is on its way to 1 person.
   *[other] Good, it is on its way to { $count } people.
}
message-all-cancelled = All right, nothing is sent.
notice-shift-message = A message about "{ $title }" ({ $name }):
    { $words }
    When: { $span }{ $more }
