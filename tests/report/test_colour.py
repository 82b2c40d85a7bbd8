"""Colours of a practice: contrast as WCAG counts it, and tones in which text can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toprank.report.colour import DARK, LEAST, LIGHT, Colour, accent, colour, contrast, for_dark, weakest

COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0b5d57", "#faf8f4", 7.3),
        ("#74ccc0", "#121716", 9.6),
    ],
)
def test_the_contrast_of_two_colours(first: str, second: str, expected: float) -> None:
    """The first two are known from WCAG's own tools, the others from the table of tokens of the design."""
    assert contrast(colour(first), colour(second)) == pytest.approx(expected, abs=0.05)


@given(COLOURS)
def test_text_in_the_tones_of_an_allowed_colour_can_be_read(found: Colour) -> None:
    for ground, each in ((LIGHT, found), (DARK, found), (DARK, for_dark(found))):
        if weakest(each, ground) >= LEAST:
            tones = accent(each, ground)
            assert min(contrast(tones.plain, tones.soft), contrast(tones.strong, tones.soft)) >= LEAST
            assert contrast(tones.strong, ground.on_accent) >= LEAST


@given(COLOURS)
def test_any_colour_has_one_for_the_dark(found: Colour) -> None:
    assert weakest(for_dark(found), DARK) >= LEAST
