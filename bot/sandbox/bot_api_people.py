"""What people do on their phones, and what the phones show them."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

from bot.messages import MediaKind
from bot.sandbox.bot_api_chat import Bubble, BubbleKind, Button, Chat, Json, Phone, StoredFile, User
from bot.sandbox.bot_api_markup import units
from bot.sandbox.bot_api_world import (
    Query,
    World,
    chat_of,
    file_info,
    message,
    person,
    photo_sizes,
)

_FILE: Json = {"file_id": "outside", "file_unique_id": "outside", "file_size": 1000}
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
_MARKED = re.compile(r"(?:/[A-Za-z0-9_]+)?@[A-Za-z0-9_]+|/[A-Za-z0-9_]+")
_SIZE: Json = {"width": 320, "height": 240}
_MEDIA: dict[MediaKind, Json] = {
    MediaKind.VOICE: {"voice": _FILE | {"duration": 3}},
    MediaKind.PICTURE: {"photo": [_FILE | _SIZE]},
    MediaKind.VIDEO: {"video": _FILE | _SIZE | {"duration": 3}},
    MediaKind.STICKER: {
        "sticker": _FILE | _SIZE | {"type": "regular", "is_animated": False, "is_video": False}
    },
    MediaKind.FILE: {"document": _FILE},
    MediaKind.OTHER: {"game": {"title": "-", "description": "-", "photo": [_FILE | _SIZE]}},
}


class People:
    """Everybody who has the bot in their Telegram."""

    def __init__(self, world: World) -> None:
        self._world = world

    # ---------------------------------------------------------------- what phones show

    def add_user(self, user: User) -> None:
        """A person gets a phone; the bot does not know them yet."""
        self._world.chats[user.id] = Chat(user)

    def add_group(self, group_id: int, title: str) -> None:
        """A group with the bot in it; its id is below 0."""
        chat = self._world.chats[group_id] = Chat(User(group_id, title))
        chat.show(replace(chat.phone, started=True))

    def member_writes(self, group_id: int, user_id: int, text: str) -> int:
        """Somebody writes in a group; commands and mentions are marked as a phone marks them."""
        group, sender = self._chat(group_id), self.phone(user_id).user
        bubble = Bubble(
            self._world.next_message_id(), False, BubbleKind.TEXT, self._world.now(), text
        )
        group.add(bubble)
        body: Json = {
            "message_id": bubble.message_id,
            "from": person(sender),
            "chat": chat_of(group.phone.user),
            "date": int(bubble.at.timestamp()),
            "text": text,
            "entities": [
                {
                    "type": "bot_command" if found[0].startswith("/") else "mention",
                    "offset": units(text[: found.start()]),
                    "length": units(found[0]),
                }
                for found in _MARKED.finditer(text)
            ],
        }
        return self._world.updates.add(f"chat{group_id}", "message", body)

    def set_language(self, user_id: int, language_code: str | None) -> None:
        """The person changes the language of the app."""
        chat = self._chat(user_id)
        user = replace(chat.phone.user, language_code=language_code)
        chat.show(replace(chat.phone, user=user))

    def phone(self, user_id: int) -> Phone:
        """Everything that the person's phone shows now."""
        return self._chat(user_id).phone

    def messages(self, user_id: int) -> tuple[Bubble, ...]:
        """The chat as it stands now."""
        return self.phone(user_id).bubbles

    def subscribe(self, user_id: int) -> AsyncIterator[Phone]:
        """The phone now, and again after every change; never ends."""
        return self._chat(user_id).watch()

    def commands(self, user_id: int) -> tuple[tuple[str, str], ...]:
        """The menu of commands on this phone: command and description.

        The narrowest scope that has any for the person's language, else for all languages.
        """
        language = (self.phone(user_id).user.language_code or "")[:2]
        for scope in (f"chat:{user_id}", "all_private_chats", "default"):
            for tag in (language, ""):
                if found := self._world.commands.get((scope, tag)):
                    return tuple((str(c["command"]), str(c["description"])) for c in found)
        return ()

    def file(self, file_id: str) -> StoredFile | None:
        """A file that the bot sent."""
        return self._world.files.get(file_id)

    def callback_answers(self, update_id: int) -> int:
        """How often the button press with this update was answered."""
        return self._world.queries[f"q{update_id}"].answers

    # ---------------------------------------------------------------- what people do

    def user_sends_text(self, user_id: int, text: str) -> int:
        """Types and sends; returns the update's id, as all of these do."""
        return self._says(user_id, BubbleKind.TEXT, text, {"text": text} | _entities(text))

    def user_starts(self, user_id: int, payload: str = "") -> int:
        """Presses Start, or follows a link with a payload; unblocks the bot if need be.

        Raises:
            LookupError: no app opens a chat by a link with such a payload.
        """
        if not _PAYLOAD.fullmatch(payload):
            raise LookupError(f"no start payload: {payload}")
        if self.phone(user_id).blocked:
            self.user_unblocks(user_id)
        return self.user_sends_text(user_id, f"/start {payload}".rstrip())

    def user_taps(
        self,
        user_id: int,
        message_id: int,
        button: str,
        *,
        inaccessible: bool = False,
        group: int | None = None,
    ) -> int:
        """Presses a button, named by its label or its data.

        Args:
            user_id: who presses.
            message_id: the message that the button hangs on.
            button: label or data.
            inaccessible: the message is so old that the bot sees no more than its number, and
                ``button`` may be any data.
            group: the message is in this one.

        Raises:
            LookupError: there is no such button.
        """
        chat = self._chat(user_id)
        bubble = chat.bubble(message_id)
        if inaccessible:
            data = button
            on: Json = {
                "message_id": message_id,
                "chat": chat_of(self.phone(group or user_id).user),
                "date": 0,
            }
        else:
            if bubble is None:
                raise LookupError(f"no message {message_id}")
            data = _data(bubble, button)
            on = message(self._world, chat.phone.user, bubble)
        query_id = f"q{self._world.updates.next_id}"
        self._world.queries[query_id] = Query(user_id, self._world.now())
        body: Json = {
            "id": query_id,
            "from": person(chat.phone.user),
            "message": on,
            "chat_instance": f"c{user_id}",
            "data": data,
        }
        return self._world.updates.add(f"user{user_id}", "callback_query", body)

    def user_presses_key(self, user_id: int, label: str) -> int:
        """Presses a key of the reply keyboard.

        Raises:
            LookupError: there is no such key.
        """
        keys = (key for row in self.phone(user_id).keyboard for key in row)
        key = next((key for key in keys if key.text == label), None)
        if key is None:
            raise LookupError(f"no key {label}")
        match key.sends:
            case "contact":
                return self.user_sends_contact(user_id)
            case "location":
                return self.user_sends_location(user_id)
            case "text":
                return self.user_sends_text(user_id, label)

    def user_sends_contact(
        self, user_id: int, phone: str | None = None, owner_id: int | None = None
    ) -> int:
        """Shares a contact: the own one, or one of ``owner_id`` (0: of nobody on Telegram)."""
        user = self.phone(user_id).user
        owner = user_id if owner_id is None else owner_id
        contact: Json = {"phone_number": phone or user.phone, "first_name": user.first_name}
        contact |= {"user_id": owner} if owner else {}
        return self._says(
            user_id, BubbleKind.CONTACT, str(contact["phone_number"]), {"contact": contact}
        )

    def user_sends_location(
        self, user_id: int, latitude: float | None = None, longitude: float | None = None
    ) -> int:
        """Shares a place: degrees, WGS 84; the person's own without them."""
        user = self.phone(user_id).user
        place = {
            "latitude": user.latitude if latitude is None else latitude,
            "longitude": user.longitude if longitude is None else longitude,
        }
        words = f"{place['latitude']}, {place['longitude']}"
        return self._says(user_id, BubbleKind.LOCATION, words, {"location": place})

    def user_sends_media(self, user_id: int, kind: MediaKind) -> int:
        """Sends something that is no text."""
        return self._says(
            user_id, BubbleKind.MEDIA, kind.value, _MEDIA.get(kind, _MEDIA[MediaKind.OTHER])
        )

    def user_sends_picture(
        self, user_id: int, data: bytes, *, mime: str = "image/jpeg", as_file: bool = False
    ) -> int:
        """Sends a picture, which the platform keeps in two sizes; or as a file, untouched."""
        file = self._world.keep_file("picture", mime, data)
        if as_file:
            listed: Json = {"document": file_info(file) | {"mime_type": mime}}
            return self._says(user_id, BubbleKind.DOCUMENT, "", listed, file)
        small = self._world.keep_file("small", mime, data[:100])
        listed = {"photo": photo_sizes(file, small)}
        return self._says(user_id, BubbleKind.PHOTO, "", listed, file)

    def user_blocks(self, user_id: int) -> int:
        """Stops the bot."""
        return self._membership(user_id, blocked=True)

    def user_unblocks(self, user_id: int) -> int:
        """Lets the bot write again."""
        return self._membership(user_id, blocked=False)

    def send_update(self, user_id: int, kind: str, body: Json) -> int:
        """Anything at all, as an update of this kind."""
        return self._world.updates.add(f"chat{user_id}", kind, body)

    # ---------------------------------------------------------------- inside

    def _chat(self, user_id: int) -> Chat:
        return self._world.chats[user_id]

    def _says(
        self,
        user_id: int,
        kind: BubbleKind,
        words: str,
        content: Json,
        file: StoredFile | None = None,
    ) -> int:
        chat, world = self._chat(user_id), self._world
        bubble = Bubble(world.next_message_id(), False, kind, world.now(), words, file)
        chat.show(replace(chat.phone, started=True, blocked=False))
        chat.add(bubble)
        body: Json = {
            "message_id": bubble.message_id,
            "from": person(chat.phone.user),
            "chat": chat_of(chat.phone.user),
            "date": int(bubble.at.timestamp()),
            **content,
        }
        return world.updates.add(f"chat{user_id}", "message", body)

    def _membership(self, user_id: int, *, blocked: bool) -> int:
        chat, world = self._chat(user_id), self._world
        chat.show(replace(chat.phone, blocked=blocked))
        member: Json = {"user": world.bot(), "status": "member"}
        kicked: Json = {"user": world.bot(), "status": "kicked", "until_date": 0}
        old, new = (member, kicked) if blocked else (kicked, member)
        body: Json = {
            "chat": chat_of(chat.phone.user),
            "from": person(chat.phone.user),
            "date": int(world.now().timestamp()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        return world.updates.add(f"chat{user_id}", "my_chat_member", body)


def _data(bubble: Bubble, button: str) -> str:
    buttons: list[Button] = [one for row in bubble.buttons for one in row]
    found = next((b for b in buttons if button in {b.text, b.data} and b.data), None)
    if found is None or found.data is None:
        raise LookupError(f"no button {button} in {bubble.labels()}")
    return found.data


def _entities(text: str) -> Json:
    """A command at the start is marked, as on a real phone."""
    command = text.partition(" ")[0]
    if len(command) < 2 or not command.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(command)}]}
