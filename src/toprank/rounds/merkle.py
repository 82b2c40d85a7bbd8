"""Merkle trees by RFC 6962, section 2.1: one hash that binds many leaves, and short proofs that a leaf is among them.

    leaf                SHA-256(0x00 || data)
    two subtrees        SHA-256(0x01 || left || right), the left one over the largest power of two below the number
    no leaf at all      SHA-256 of nothing

Pairing neighbours level by level, the odd one out going up as it is, gives that very tree. So leaves may come in
lots of AT_ONCE: each full lot is a whole subtree, and the roots of the lots are paired in the same way.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

AT_ONCE: Final = 65_536
"""Leaves in a lot; a power of two."""
LEAF: Final = b"\x00"
NODE: Final = b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return sha256(NODE + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, or over the roots of lots.

    >>> root_of([]).hex()
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    level = hashes
    while len(level) > 1:
        level = above(level)
    return level[0] if level else sha256().digest()


def above(level: Sequence[bytes]) -> list[bytes]:
    """The level above: neighbours paired, the odd one out as it is."""
    paired = [sha256(NODE + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
    return [*paired, level[-1]] if len(level) % 2 else paired


def audit_path(place: int, hashes: Sequence[bytes]) -> list[bytes]:
    """The hashes that lead from one of the leaves, or one of the lots, to the root, from the bottom up.

    >>> audit_path(2, [b"a", b"b", b"c"]) == [node_hash(b"a", b"b")]
    True
    """
    found, level = [], hashes
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            found.append(level[beside])
        level, place = above(level), place // 2
    return found


def root_by_path(leaf: bytes, place: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf hash and its audit path lead to; None where no tree of the size has such a path.

    The steps are those of RFC 9162, section 2.1.3.2.
    """
    if not 0 <= place < size:
        return None
    here, last, root = place, size - 1, leaf
    for beside in path:
        if last == 0:
            return None
        if here % 2 or here == last:
            root = node_hash(beside, root)
            while here and not here % 2:
                here, last = here // 2, last // 2
        else:
            root = node_hash(root, beside)
        here, last = here // 2, last // 2
    return root if last == 0 else None
