"""Codes by chance, from the system's secure source."""

import secrets

# Without the letters and digits that are mistaken for one another on paper.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_DIGITS = "23456789"
_INVITATION_LENGTH = 10


def six_digits() -> str:
    """A code to be typed: six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def invitation_code() -> str:
    """A one-time code for a role: ten letters and digits, about 47 bits.

    The last one is a digit: a code of letters alone behind 认领 would be taken for a sentence.
    """
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_INVITATION_LENGTH - 1))
    return letters + secrets.choice(_DIGITS)
