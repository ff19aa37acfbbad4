"""What is the same for everybody is put together once: never what depends on the reader, the case or the language."""

from __future__ import annotations

from django.template import Context, engines
from django.template.base import NodeList, Template
from django.utils import translation

from hejie.web.folding import Folded, fold
from hejie.web.templatetags.hejie_ui import icon

TEXT = (
    '<p>{% icon "clock" %}{% translate "登录" %}</p>'
    "{% if name %}{{ name }} {% icon kind %}{% translate '帮助' %} <b>{% translate '查商家' %}</b>{% endif %}"
    "{% for one in several %}{% icon 'check' %}{% translate '首页' %}{{ one }}"
    "{% empty %}{% translate '帮助' %}{% endfor %}"
)


def made(text: str) -> Template:
    template: Template = engines["django"].from_string(text).template
    return template


def said(template: Template, language: str, **context: object) -> str:
    with translation.override(language):
        return template.render(Context(context))


def test_a_folded_template_says_what_it_said_to_every_reader_in_both_languages() -> None:
    plain, folded = made(TEXT), made(TEXT)
    fold(folded.nodelist)
    for context in ({}, {"name": "王某", "kind": "info"}, {"several": [1, 2]}, {"name": "<b>", "kind": "x"}):
        for language in ("zh-hans", "en", "zh-hans"):
            assert said(folded, language, **context) == said(plain, language, **context)


def test_what_is_the_same_for_everybody_becomes_one_node() -> None:
    template = made('<a href="/">{% comment %}the mark{% endcomment %}{% icon "clock" %}{% translate "登录" %}</a>')
    fold(template.nodelist)
    assert [type(node) for node in template.nodelist] == [Folded]
    assert said(template, "zh-hans") == f'<a href="/">{icon("clock")}登录</a>'


def test_what_depends_on_anything_else_stays_as_it_was() -> None:
    for tag in (
        "{{ name }}",
        "{% icon name %}",
        "{% translate name %}",
        "{% translate '登录' as name %}",
        "{% static name %}",
    ):
        template = made(tag)
        fold(template.nodelist)
        assert not template.nodelist.get_nodes_by_type(Folded), tag


def test_templates_of_pages_come_folded() -> None:
    page = engines["django"].get_template("officer/_keys.html").template
    assert isinstance(page.nodelist, NodeList)
    assert page.nodelist.get_nodes_by_type(Folded)


def test_what_is_included_is_found_by_the_name_it_has_there() -> None:
    text = '{% for name in names %}{% include name with cls="wide" %}{% endfor %}{% include "components/logo.html" %}'
    names = ["components/logo.html", "components/language_switch.html", "components/logo.html"]
    plain, folded = made(text), made(text)
    fold(folded.nodelist)
    for language in ("zh-hans", "en"):
        for given in (names, names[::-1], [made("{{ cls }}")]):
            assert said(folded, language, names=given) == said(plain, language, names=given)
