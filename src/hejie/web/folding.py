"""Templates folded: what a page says to everybody who reads a language is put together once.

Half of a page of a desk never changes: its frame, icons, labels, addresses of scripts. Django would look each of them
up anew for every reader; here neighbours that depend on the language alone become one node that keeps what it said.
Templates that others include are looked for once, not once for every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.template.base import FilterExpression, Node, NodeList, Template, TextNode, Variable
from django.template.context import Context
from django.template.defaulttags import CommentNode, IfNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hejie.web.templatetags.hejie_ui import icon


class Loader(cached.Loader):
    """Django's cached loader; what it keeps is folded."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        is_new = self.cache_key(template_name, skip) not in self.get_template_cache
        template = super().get_template(template_name, skip)
        if is_new:
            fold(template.nodelist)
        return template


class Folded(Node):
    """Neighbouring nodes whose words depend on the language alone."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._said: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        if language not in self._said:
            self._said[language] = mark_safe("".join(str(node.render_annotated(context)) for node in self._nodes))  # noqa: S308
        return self._said[language]


class Included:
    """What `{% include %}` names, as the template itself."""

    def __init__(self, name: FilterExpression) -> None:
        self._name = name
        self._found: dict[str, Template] = {}

    def resolve(self, context: Context) -> Any:
        name = self._name.resolve(context)
        if not isinstance(name, str) or name.startswith("."):  # beside the template that includes it: Django knows
            return name
        if name not in self._found:
            self._found[name] = context.template.engine.get_template(name)  # type: ignore[union-attr]
        return self._found[name]


def fold(nodes: NodeList) -> None:
    """Put neighbours together that say the same to everybody, here and in every list inside."""
    for node in nodes:
        if isinstance(node, IncludeNode):
            node.template = Included(node.template)  # type: ignore[assignment]
        for inner in _lists_in(node):
            fold(inner)
    nodes[:] = [one for is_same, some in groupby(nodes, _says_the_same) for one in _joined(list(some), is_same)]


def _joined(nodes: list[Node], is_same: bool) -> list[Node]:
    return [Folded(nodes)] if is_same and any(not isinstance(one, TextNode) for one in nodes) else nodes


def _lists_in(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (inner for _, inner in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        inner = getattr(node, name, None)
        if isinstance(inner, NodeList):
            yield inner


def _says_the_same(node: Node) -> bool:
    """Whether nothing but the language decides what this node says."""
    match node:
        case TextNode() | CommentNode():
            return True
        case TranslateNode():
            return not node.asvar and not node.message_context and _is_given(node.filter_expression)
        case StaticNode():
            return not node.varname and _is_given(node.path)
        case SimpleNode():
            return node.func is icon and not node.target_var and all(map(_is_given, node.args)) and not node.kwargs
    return False


def _is_given(expression: FilterExpression) -> bool:
    """Whether the template itself says the value."""
    var = expression.var
    return not expression.filters and not (isinstance(var, Variable) and var.literal is None)
