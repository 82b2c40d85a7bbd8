"""What the tests of this folder look for, they see."""

import pytest

from tests.web.browser.alike import contrast_of_each_look
from tests.web.browser.foreign import untranslated
from tests.web.browser.visit import Visitor

BAD = """<!doctype html><html lang="fr-CA"><title>Essai</title><body onload="go()">
<h1>Un</h1><h1>Deux</h1><p lang="en">Check your score</p><p style="width:900px">Check your score</p>
<img src="http://other.invalid/a.png"><input><script>console.error("broken"); missing();</script>"""


def test_a_bad_page_is_seen_to_be_bad(looking: Visitor) -> None:
    looking.go("about:blank")
    looking.page.set_content(BAD)
    frame = looking.frame()
    assert len(frame["headings"]) == 2
    assert len(frame["styled"]) == len(frame["handlers"]) == 1
    assert looking.sideways(360)
    assert {each.split(":")[0] for each in looking.barriers()} >= {"label", "image-alt", "landmark-one-main"}
    assert looking.elsewhere("http://127.0.0.1:1") == ["http://other.invalid/a.png"]
    assert len([each for each in looking.complaints if "broken" in each or "missing" in each]) == 2
    assert untranslated(looking.shown(), "fr") == ["Check your score"], "and what is marked as English is none"


@pytest.mark.parametrize(
    "pale",
    [
        '<p style="color:#999">Pale</p>', '<p class="pale">Pale</p>', '<p style="opacity:.4">Pale</p>',
        '<div style="background:#333"><p>Pale</p></div>', '<p><small style="color:#888">Pale</small></p>',
    ],
)  # fmt: skip
def test_a_pale_text_among_many_that_are_alike_is_seen(looking: Visitor, pale: str) -> None:
    plain = "<p>Plain</p>" * 4
    looking.go("about:blank")
    looking.page.set_content(f"<style>body {{ background: #fff }} .pale {{ color: #aaa }}</style>{plain}{pale}{plain}")
    contrast_of_each_look(looking.page)
    assert looking.page.evaluate("() => document.querySelectorAll('[data-alike]').length") > 4
    assert [each for each in looking.barriers() if each.startswith("color-contrast") and "Pale" in each]


@pytest.mark.parametrize(
    ("shown", "language"),
    [
        ("Rounds", "fr"),
        ("Rounds known to 29 avril 2026", "fr"),
        ("Rondes connues jusqu’au April 29, 2026", "en"),
        ("Cette page n’existe pas", "en"),
    ],
)
def test_a_text_of_the_other_language_is_seen(shown: str, language: str) -> None:
    assert untranslated([shown], language)
    assert not untranslated([shown], "en" if language == "fr" else "fr")
