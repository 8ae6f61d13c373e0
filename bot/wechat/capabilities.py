"""What each kind of account may do, and what is done instead. The only such table.

========================  =======  ============  =======  ==================================
what                      service  subscription  passive  where it is missing
========================  =======  ============  =======  ==================================
passive reply             yes      yes           yes      –
customer-service message  yes      yes           no       waits for the person's next message
bottom menu               yes      yes           no       the words of the menu
QR code with a scene      yes      no            no       the code or the name in the text
lines to tap in a push    set      set           no       numbered lines
subscription notification yes      yes           no       waits for the person's next message
template message          yes      no            no       waits for the person's next message
mass send to a list       yes      no            no       within people's windows only
picture of ours           yes      yes           no       the link
========================  =======  ============  =======  ==================================

A list of people is a service account's alone: a subscription account's one mass send a day goes to
all or to a tag, which fits no audience.

"Set" is what the account's keeper says, as no profile has it for sure (``WECHAT_MSGMENU``).

The picture of a broadcast comes before its words where the person's window has room for both, else
its link does, as by a mass send, which takes a text or a picture.

For every profile alike: buttons are numbered lines or named words; documents are links; a message
is never edited, so a menu step is a new message; a text of over 2,000 bytes is split.
"""

from dataclasses import dataclass, replace

from bot.settings import WechatProfile


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one profile may do."""

    pushes: bool = False
    menu: bool = False
    scene_codes: bool = False
    pictures: bool = False
    subscriptions: bool = False
    templates: bool = False
    mass: bool = False


_OF_EVERY_VERIFIED = Capabilities(pushes=True, menu=True, pictures=True, subscriptions=True)

CAPABILITIES = {
    WechatProfile.SERVICE: replace(_OF_EVERY_VERIFIED, scene_codes=True, templates=True, mass=True),
    WechatProfile.SUBSCRIPTION: _OF_EVERY_VERIFIED,
    WechatProfile.PASSIVE: Capabilities(),
}
