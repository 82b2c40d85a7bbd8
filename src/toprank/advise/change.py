"""What a step changes in a profile: fields set and entries added, shown as a JSON Patch (RFC 6902)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from toprank.profile import Profile

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Change:
    """One field set to a value, or, with `added`, one entry more at the end of a list."""

    path: Path
    value: Any
    added: bool = False


def patch(profile: Profile, changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The changes as the operations of a JSON Patch, to be applied to the document of the profile in their order.

    "add" also replaces a field that is there. An entry for an empty list is written as the whole list, since the
    document may leave an empty list out.
    """
    found, before = [], profile
    for change in changes:
        steps, value = change.path, plain(change.value)
        if change.added:
            steps, value = ((*steps, "-"), value) if at(before, steps) else (steps, [value])
        found.append({"op": "add", "path": "".join(f"/{step}" for step in steps), "value": value})
        before = changed(before, [change])
    return found


def at(holder: Any, path: Path) -> Any:
    """What stands at a path of a profile."""
    for step in path:
        holder = holder[step] if isinstance(step, int) else getattr(holder, step)
    return holder


def plain(value: Any) -> Any:
    """A value as JSON holds it; fields that stand at their defaults are left out."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def changed(profile: Profile, changes: Iterable[Change]) -> Profile:
    """The profile after all changes; the one given stays as it is."""
    found: Profile = profile
    for change in changes:
        found = put(found, change.path, change)
    return found


def put(holder: Any, path: Path, change: Change) -> Any:
    """A copy of a part of a profile with the change made below it."""
    if not path:
        return [*holder, change.value] if change.added else change.value
    step = path[0]
    if isinstance(step, int):
        return [put(each, path[1:], change) if place == step else each for place, each in enumerate(holder)]
    return with_field(holder, step, put(getattr(holder, step), path[1:], change))


def with_field(holder: Any, name: str, value: Any) -> Any:
    """A copy of a part of a profile with one field of another value: `model_copy`, at a fifth of its price."""
    found = object.__new__(type(holder))
    object.__setattr__(found, "__dict__", {**holder.__dict__, name: value})
    object.__setattr__(found, "__pydantic_fields_set__", holder.__pydantic_fields_set__ | {name})
    object.__setattr__(found, "__pydantic_extra__", None)
    object.__setattr__(found, "__pydantic_private__", None)
    return found
