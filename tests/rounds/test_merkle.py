"""Merkle trees against the known roots of Certificate Transparency and against the words of RFC 6962."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toprank.rounds.merkle import audit_path, leaf_hash, root_by_path, root_of

LEAVES = [
    bytes.fromhex(each)
    for each in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Roots over the first 0, 1, ... 8 leaves, from the tests of the Certificate Transparency reference implementation."""
PATH_0_OF_8 = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]


def plainly(leaves: list[bytes]) -> bytes:
    """The Merkle tree hash in the words of RFC 6962, section 2.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + plainly(leaves[:split]) + plainly(leaves[split:])).digest()


def path_plainly(place: int, leaves: list[bytes]) -> list[bytes]:
    """The audit path in the words of RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if place < split:
        return [*path_plainly(place, leaves[:split]), plainly(leaves[split:])]
    return [*path_plainly(place - split, leaves[split:]), plainly(leaves[:split])]


@pytest.mark.parametrize("count", range(9))
def test_known_roots(count: int) -> None:
    assert root_of([leaf_hash(leaf) for leaf in LEAVES[:count]]).hex() == ROOTS[count]


def test_a_known_path() -> None:
    assert [each.hex() for each in audit_path(0, [leaf_hash(leaf) for leaf in LEAVES])] == PATH_0_OF_8


@pytest.mark.parametrize("count", [*range(1, 71), 127, 128, 129])
def test_every_path_of_every_size(count: int) -> None:
    leaves = [bytes([place]) * (place % 5) + b"leaf" for place in range(count)]
    hashes = [leaf_hash(leaf) for leaf in leaves]
    root = root_of(hashes)
    assert root == plainly(leaves)
    for place, leaf in enumerate(hashes):
        path = audit_path(place, hashes)
        assert path == path_plainly(place, leaves)
        assert root_by_path(leaf, place, count, path) == root


@pytest.mark.parametrize("count", range(1, 40))
def test_wrong_proofs_lead_elsewhere(count: int) -> None:
    hashes = [leaf_hash(bytes([place])) for place in range(count)]
    root = root_of(hashes)
    for place, leaf in enumerate(hashes):
        path = audit_path(place, hashes)
        assert root_by_path(leaf_hash(b"other"), place, count, path) != root
        assert root_by_path(leaf, place, count, [*path, leaf]) is None
        assert root_by_path(leaf, count, count, path) is None
        assert root_by_path(leaf, -1, count, path) is None
        for other in range(count):
            assert other == place or root_by_path(leaf, other, count, path) != root
        for step in range(len(path)):
            assert root_by_path(leaf, place, count, path[:step] + path[step + 1 :]) is None
            changed = [*path[:step], leaf_hash(b"other"), *path[step + 1 :]]
            assert root_by_path(leaf, place, count, changed) != root


@given(st.integers(0, 300), st.integers(0, 4))
def test_lots_give_the_same_tree(count: int, power: int) -> None:
    hashes, lot = [leaf_hash(str(place).encode()) for place in range(count)], 1 << power
    lots = [hashes[start : start + lot] for start in range(0, count, lot)]
    assert root_of([root_of(each) for each in lots]) == root_of(hashes)
    if count:
        place = count * 7 // 11
        number, row = divmod(place, lot)
        together = audit_path(row, lots[number]) + audit_path(number, [root_of(each) for each in lots])
        assert together == audit_path(place, hashes)
