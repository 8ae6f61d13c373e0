"""What each kind of account may do, and what is done instead. The only such table.

========================  =======  ============  =======  ==================================
what                      service  subscription  passive  where it is missing
========================  =======  ============  =======  ==================================
passive reply             yes      yes           yes      –
customer-service message  yes      yes           no       waits for the person's next message
bottom menu               yes      yes           no       the words of the menu
QR code with a scene      yes      no            no       the code or the name in the text
picture of ours           yes      yes           no       the link
========================  =======  ============  =======  ==================================

For every profile alike: buttons are numbered lines or named words; documents are links; a message
is never edited, so a menu step is a new message; a text of over 2,000 bytes is split.
"""

from dataclasses import dataclass

from bot.settings import WechatProfile


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one profile may do."""

    pushes: bool
    menu: bool
    scene_codes: bool
    pictures: bool


CAPABILITIES = {
    WechatProfile.SERVICE: Capabilities(pushes=True, menu=True, scene_codes=True, pictures=True),
    WechatProfile.SUBSCRIPTION: Capabilities(
        pushes=True, menu=True, scene_codes=False, pictures=True
    ),
    WechatProfile.PASSIVE: Capabilities(
        pushes=False, menu=False, scene_codes=False, pictures=False
    ),
}
