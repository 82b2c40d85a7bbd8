"""Words in templates: `{% say "home.title" %}`, `{{ on|day:language }}`. Every text of a page comes through here.

A text may set a part apart with **two stars**, hold `what is typed as it stands`, and links, [each in brackets], whose
addresses are given in order: `{% tell "about.method" one two %}`. Everything else in a text or a value is shown as it
is, never as markup.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any, Final

from django import template
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from toprank.web.routes import address as address_of
from toprank.words import forms, named, say

register = template.Library()
STRONG: Final = re.compile(r"\*\*(.+?)\*\*")
LINK: Final = re.compile(r"\[(.+?)\]")
LITERAL: Final = re.compile(r'\w+ "([^"]*)"')
CODE: Final = re.compile(r"`(.+?)`")


def sentence(key: str, language: str, parameters: dict[str, Any]) -> str:
    """The text of a key such as "home.title", which stands in the section web_home."""
    section, code = key.rsplit(".", 1)
    return say(f"web_{section}", code, parameters, language)


@register.simple_block_tag
def remember(content: str) -> str:
    """What stands in it, for `{% remember as title %}`: a block of a page that is shown in several places."""
    return content


@register.simple_tag(takes_context=True, name="say")
def said(context: template.Context, key: str, **parameters: Any) -> str:
    """A text of the site in the language of the page."""
    return sentence(key, context["language"], parameters)


@register.simple_tag(takes_context=True)
def tell(context: template.Context, key: str, *links: str, **parameters: Any) -> SafeString:
    """A text with parts set apart and links in it, to the addresses given, in order."""
    return marked(sentence(key, context["language"], parameters), links)


def marked(text: str, links: Iterable[str] = ()) -> SafeString:
    """A text of ours with its parts set apart and its links, to the addresses given, in order; all else is escaped."""
    remaining = iter(links)
    found = CODE.sub(r"<code>\1</code>", STRONG.sub(r"<strong>\1</strong>", escape(text)))
    return SafeString(LINK.sub(lambda link: f'<a href="{escape(next(remaining))}">{link[1]}</a>', found))


def filled(markup: str, rows: Iterable[Sequence[str]]) -> SafeString:
    """A piece of markup of ours for each row, the row's texts put into its places {0}, {1}, ..., each of them escaped.

    What a loop of a template writes, at a fifth of its cost: for pages with hundreds of cells. Markup stays markup.
    """
    return SafeString("".join([markup.format(*[plain(text) for text in row]) for row in rows]))


def plain(text: str) -> str:
    """A text as it stands in markup; what is markup already stays as it is."""
    return text if isinstance(text, SafeString) else escape(text)


@register.simple_tag(takes_context=True)
def name(context: template.Context, kind: str, key: str) -> str:
    """The name of a thing, such as `program` and `fsw`."""
    return named(kind, key, context["language"])


@register.simple_tag(takes_context=True)
def address(context: template.Context, page: str, **parameters: Any) -> str:
    """The address of a page in the language of the page that links to it."""
    return address_of(page, context["language"], **parameters)


class Fixed(template.Node):
    """What a tag with nothing but a literal writes: the same on every page of a language, and worked out once."""

    def __init__(self, write: Callable[[str, str], str], literal: str) -> None:
        self.write, self.literal = write, literal
        self.found: dict[str, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """The text, escaped."""
        language = context["language"]
        if language not in self.found:
            self.found[language] = conditional_escape(self.write(self.literal, language))
        return self.found[language]


def cheap_where_fixed(tag: str, write: Callable[[str, str], str]) -> None:
    """Gives a tag a quick way for `{% tag "literal" %}`, the most frequent form by far; any other stays as it was."""
    usual = register.tags[tag]

    def compiled(parser: Parser, token: Token) -> template.Node:
        literal = LITERAL.fullmatch(token.contents)
        return Fixed(write, literal[1]) if literal else usual(parser, token)

    register.tag(tag, compiled)


@register.simple_tag
def asset(path: str) -> str:
    """The address of one of our files as it is now: `{% asset "toprank.css" %}`."""
    return static(path)


cheap_where_fixed("say", lambda key, language: sentence(key, language, {}))
cheap_where_fixed("address", address_of)
cheap_where_fixed("asset", lambda path, language: static(path))


@register.filter
def written(value: Any, form: str) -> str:
    """A value as a language writes it, `form` being such as "day:fr" or "number:en"."""
    how, language = form.split(":")
    return forms(language)[how](value)


@register.filter
def breakable(title: str) -> SafeString:
    """A title of the classification that may go on in the next line after a slash, as long pairs of genders must."""
    return SafeString(escape(title).replace("/", "/<wbr>"))


@register.simple_tag(takes_context=True)
def form(context: template.Context, how: str, value: Any) -> str:
    """A value as the language of the page writes it: `{% form "day" on %}`, `{% form "number" size %}`."""
    return forms(context["language"])[how](value)


@register.simple_tag(takes_context=True)
def day(context: template.Context, value: Any) -> SafeString:
    """A day in words, marked as a time for machines."""
    text = forms(context["language"])["day"](value)
    return SafeString(f'<time datetime="{conditional_escape(str(value)[:10])}">{conditional_escape(text)}</time>')
