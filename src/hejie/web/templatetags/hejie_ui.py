"""Tags and filters every template has without loading: drawings, dates, sums, rule texts, partial pages.

`{% icon "clock" %}` `{% arch total left %}` `{% bar 76 80 %}` `{% qr text %}` `{% when moment %}` `{% due_chip due %}`
`{% lines rows "officer/_row.html" %}` `{% framed "components/footer.html" %}`
`{% options field.choices %}` `{% choices field.choices "radio" field.name %}`
`{% field field %}` `{% remedy row %}` `{% problem_at "who-" one.id %}` `<input{% marked_wrong "who-" one.id %}>`
`{{ text|say }}` `{{ case.title|titled }}`
`{{ sum|money }}` (¥1,299.00, where it stands alone) `{{ sum|in_figures }}` (1,299, in a sentence)
`{{ due|due_words }}` `{{ due|left_words }}` `{% filter keep_units %}`
"""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from hejie.rules.money import in_figures
from hejie.web import devices, icons, words
from hejie.web.controls import attrs, choice, choices, marked_wrong, options, problem_at, remedy, whole_field
from hejie.web.frame import framed
from hejie.web.lines import lines

register = template.Library()

register.simple_tag(icons.arch, name="arch")
register.simple_tag(icons.bar, name="bar")
register.simple_tag(icons.qr, name="qr")
register.simple_tag(words.time_element, name="when")
register.simple_tag(words.due_chip, name="due_chip")
register.simple_tag(lines, name="lines")
register.simple_tag(framed, name="framed", takes_context=True)
register.simple_tag(options, name="options")
register.simple_tag(attrs, name="attrs")
register.simple_tag(choice, name="choice")
register.simple_tag(choices, name="choices")
register.simple_tag(whole_field, name="field")
register.simple_tag(remedy, name="remedy")
register.simple_tag(problem_at, name="problem_at", takes_context=True)
register.simple_tag(marked_wrong, name="marked_wrong", takes_context=True)
register.filter("say", words.say)
register.filter("device_words", devices.device_words)
register.filter("titled", words.titled)
register.filter("money", words.money)
register.filter("in_figures", in_figures)
register.filter("due_words", words.due_words)
register.filter("left_words", words.left_words)
register.filter("day_words", words.day_words)


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A decorative lucide icon."""
    return icons.icon(name, classes)


@register.filter(is_safe=True)
def keep_units(html: str) -> SafeString:
    """Join numbers with their units in a rendered page or block."""
    return mark_safe(words.keep_units(html))  # noqa: S308
