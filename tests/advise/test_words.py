"""The words of advice in both languages: the same codes, the same parameters, none missing, none glued."""

from string import Formatter

from tests.advise.advised import SEEDS, advised
from toprank.advise import advice
from toprank.words import catalogue

SECTIONS = ("step", "depends", "couple", "advice")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    english, french = catalogue("en"), catalogue("fr")
    for section in SECTIONS:
        assert list(english[section]) == list(french[section])
        for code, sentence in english[section].items():
            assert placeholders(sentence) == placeholders(french[section][code]), (section, code)
    for name in ("ability", "test_language"):
        assert list(english["names"][name]) == list(french["names"][name])


def test_french_is_written_as_in_canada() -> None:
    for section in SECTIONS:
        for sentence in catalogue("fr")[section].values():
            assert "'" not in sentence
            assert " :" not in sentence
            assert "\N{NO-BREAK SPACE};" not in sentence


def test_no_sentence_of_advice_is_missing_in_french() -> None:
    codes = set()
    for _, profile, on, english in advised(SEEDS[0]):
        french = advice(profile, on, language="fr")
        for kind in ("options", "combinations"):
            for one, other in zip(english[kind], french[kind], strict=True):
                for step, etape in zip(one["steps"], other["steps"], strict=True):
                    assert step["message"] != etape["message"]
                    codes.add(step["code"])
                for each, autre in zip(one["depends"], other["depends"], strict=True):
                    assert each["message"] != autre["message"]
                    codes.add(each["code"])
    assert len(codes) > 30


def test_every_code_of_the_words_is_one_that_is_made() -> None:
    """Words that nobody says any more are taken out."""
    made = set()
    for seed in SEEDS[:4]:
        for somebody in advised(seed):
            for each in (*somebody.advice["options"], *somebody.advice["combinations"]):
                made |= {step["code"] for step in each["steps"]} | {one["code"] for one in each["depends"]}
    said = set(catalogue("en")["step"]) | set(catalogue("en")["depends"])
    assert made <= said
    assert said - made <= {"partner_eca_all", "partner_study_abroad"}, "seldom the best of a partner's steps"
