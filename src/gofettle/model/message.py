"""What is said to a person, as a value: an English template and the named values that fill it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence before it has a language.

    `id` is the English text with `{names}`; it is also the gettext key. `values` holds one pair a name; a value may be
    a message itself, which is put into words in the same language.
    """

    id: str
    values: tuple[tuple[str, str | int | Message], ...] = ()


def msg(text: str, /, **values: str | int | Message) -> Message:
    """Make a message. The name is short because Babel looks for it: every text for a person stands in a `msg(…)`."""
    return Message(text, tuple(values.items()))
