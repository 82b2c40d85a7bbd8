"""Enough of a PDF reader to see what a reader program would: the tags, the texts in their order, the metadata."""

import re
import zlib
from dataclasses import dataclass

NAMED = rb"/%s\s*(\d+) 0 R"
ARTIFACT = re.compile(rb"/Artifact\s*<<.*?>>\s*BDC.*?\bEMC", re.DOTALL)
NOTHING = re.compile(rb"(?!)")


@dataclass
class Pdf:
    objects: dict[int, bytes]
    streams: dict[int, bytes]
    pages: list[int]

    def tags(self) -> list[str]:
        """The kinds of all structure elements."""
        found = [re.findall(rb"/S/([A-Za-z0-9]+)", body) for body in self.objects.values() if b"/StructElem" in body]
        return [tag.decode() for tags in found for tag in tags]

    def everything(self) -> bytes:
        return b"\n".join([*self.objects.values(), *self.streams.values()])

    def text(self) -> str:
        """The texts of all pages, in the order in which they are written."""
        return "\n".join(self.page_text(number) for number in self.pages)

    def page_text(self, number: int, without: re.Pattern[bytes] = NOTHING) -> str:
        body = self.objects[number]
        resources = self.followed(body, b"Resources")
        fonts = {
            name: self.letters(int(reference))
            for name, reference in re.findall(rb"/(f\d+) (\d+) 0 R", self.followed(resources, b"Font"))
        }
        content = without.sub(b"", self.streams[int(re.search(NAMED % b"Contents", body)[1])])  # type: ignore[index]
        return "".join(shown(content, fonts))

    def body_text(self) -> str:
        """The texts of all pages without what is said to be no content: headers, footers, repeated heads of tables."""
        return "\n".join(self.page_text(number, ARTIFACT) for number in self.pages)

    def followed(self, body: bytes, name: bytes) -> bytes:
        """The value of a name: what it refers to, or the rest of the object."""
        found = re.search(NAMED % name, body)
        return self.objects[int(found[1])] if found else body[body.index(b"/" + name) :]

    def letters(self, font: int) -> dict[int, str]:
        """The text of each glyph of a font."""
        table = self.streams[int(re.search(NAMED % b"ToUnicode", self.objects[font])[1])]  # type: ignore[index]
        found = {}
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
            for glyph, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
                found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
        return found


def opened(data: bytes) -> Pdf:
    """The objects of a PDF, those inside streams of objects too."""
    objects: dict[int, bytes] = {}
    streams: dict[int, bytes] = {}
    for found in re.finditer(rb"(\d+) 0 obj\s*(.*?)\s*endobj", data, re.DOTALL):
        number, body = int(found[1]), found[2]
        objects[number], _, stream = body.partition(b"stream")
        if stream:
            raw = stream.lstrip(b"\r\n").removesuffix(b"endstream")
            streams[number] = zlib.decompressobj().decompress(raw) if b"/FlateDecode" in objects[number] else raw
    for number, body in list(objects.items()):
        if b"/ObjStm" in body:
            objects |= inside(streams[number], int(re.search(rb"/First (\d+)", body)[1]))  # type: ignore[index]
    root = next(body for body in objects.values() if re.search(rb"/Type\s*/Catalog", body))
    return Pdf(objects, streams, kids(objects, int(re.search(NAMED % b"Pages", root)[1])))  # type: ignore[index]


def inside(stream: bytes, first: int) -> dict[int, bytes]:
    """The objects in a stream of objects."""
    places = [int(each) for each in stream[:first].split()]
    starts = [*places[1::2], len(stream) - first]
    return {
        number: stream[first + start : first + stop]
        for number, start, stop in zip(places[::2], starts, starts[1:], strict=False)
    }


def kids(objects: dict[int, bytes], number: int) -> list[int]:
    """The pages under a node of the tree of pages."""
    found = re.search(rb"/Kids\s*\[(.*?)\]", objects[number], re.DOTALL)
    if found is None:
        return [number]
    return [page for kid in re.findall(rb"(\d+) 0 R", found[1]) for page in kids(objects, int(kid))]


def shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    """The texts of a content stream, a line for each run."""
    texts: list[str] = []
    letters: dict[int, str] = {}
    place = 0
    while found := TOKEN.search(content, place):
        place = found.end()
        if found["actual"]:
            texts.append(bytes.fromhex(found["actual"].decode()).decode("utf-16-be"))
            place = content.index(b"EMC", place)
        elif found["font"]:
            letters = fonts[found["font"]]
        elif found["run"]:
            texts.append("\n")
        else:
            glyphs = bytes.fromhex(found["hex"].decode()) if found["hex"] else b""
            if found["literal"]:
                place = end_of_literal(content, place)
                glyphs = unescaped(content[found.end() : place - 1])
            pairs = zip(glyphs[::2], glyphs[1::2], strict=False)
            texts.append("".join(letters.get(high * 256 + low, "") for high, low in pairs))
    return texts


TOKEN = re.compile(
    rb"/ActualText\s*<FEFF(?P<actual>[0-9A-F]+)>|/(?P<font>f\d+) [\d.]+ Tf|(?P<run>\bBT\b)"
    rb"|<(?P<hex>[0-9A-Fa-f]+)>|(?P<literal>\()"
)


def end_of_literal(content: bytes, place: int) -> int:
    """The place after a literal string whose bracket was opened just before: brackets inside it may stand in pairs."""
    depth = 1
    while depth:
        sign = content[place : place + 1]
        depth += (sign == b"(") - (sign == b")")
        place += 2 if sign == b"\\" else 1
    return place


ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def unescaped(literal: bytes) -> bytes:
    """The bytes of a literal string."""

    def meant(found: re.Match[bytes]) -> bytes:
        said = found[1]
        return bytes([int(said, 8)]) if said[:1].isdigit() else ESCAPES.get(said, said)

    return re.sub(rb"\\([0-7]{1,3}|.)", meant, literal, flags=re.DOTALL)
