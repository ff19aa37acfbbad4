"""State diagrams and tables of the procedures as pages under docs/procedures, drawn from the rules themselves.

`python -m hejie.rules.diagrams` writes them; with `--check` it only says which are stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hejie.rules import checks, machine
from hejie.rules.edition import Edition, Procedure, Term
from hejie.rules.model import Move, Role, State, Unit

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "procedures"

_OPENINGS = {"direct": "先直接协商", "authority": "交市场监管部门"}
_UNITS = {Unit.WORKING_DAY: "个工作日", Unit.CALENDAR_DAY: "日"}
_CLOCKS = {"starts": "开始", "stops": "结束", "drops": "取消", "pauses": "暂停", "resumes": "恢复", "extends": "延长"}


def mermaid(procedure: Procedure) -> str:
    """The procedure as a Mermaid state diagram; moves that keep the state are left to the table."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label.zh}" as {key}' for key, state in procedure.states.items()]
    lines += [f"    [*] --> {state}: {_OPENINGS[how]}" for how, state in procedure.initial.items()]
    edges: dict[tuple[str, str], list[str]] = {}
    for source, target, move in checks.steps(procedure):
        edges.setdefault((source, target), []).append(_short(move))
    lines += [f"    {source} --> {target}: {' / '.join(names)}" for (source, target), names in edges.items()]
    lines += [f"    {key} --> [*]" for key, state in procedure.states.items() if state.final]
    return "\n".join(lines)


def _short(move: Move) -> str:
    """A label without what would end it in Mermaid, up to the first comma."""
    return move.label.zh.split("，")[0].replace(":", " ").replace(";", " ")


def page(edition: Edition, procedure: Procedure) -> str:
    """One page: the diagram, then states, moves and terms as tables."""
    return "\n".join(
        [
            f"# {procedure.label.zh}：{edition.label.zh}",
            "",
            f"{procedure.label.en}, {edition.label.en}. 由规则生成，请勿手改：`python -m hejie.rules.diagrams`。",
            "",
            "```mermaid",
            mermaid(procedure),
            "```",
            "",
            "## 状态",
            *_table(
                ("状态", "轮到谁", "接下来", "依据"),
                (_state_row(procedure, state) for state in procedure.states.values()),
            ),
            "",
            "## 步骤",
            *_table(
                ("步骤", "谁可以做", "从", "到", "期限", "依据"),
                (_move_row(procedure, move) for move in procedure.moves.values()),
            ),
            "",
            "## 期限",
            *_table(
                ("期限", "多久", "从何时起", "到期会怎样", "依据"),
                (_term_row(term) for term in _terms_of(edition, procedure)),
            ),
            "",
        ]
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _state_row(procedure: Procedure, state: State) -> tuple[str, ...]:
    whose = _names(checks.turns_of(procedure, state)) if not state.final else "已结束"
    return f"{state.label.zh} `{state.key}`", whose, state.next_step.zh, str(state.article)


def _move_row(procedure: Procedure, move: Move) -> tuple[str, ...]:
    sources = "、".join(state.label.zh for key, state in procedure.states.items() if key in move.sources)
    targets = checks.targets_of(move)
    reached = "、".join(state.label.zh for key, state in procedure.states.items() if key in targets)
    clocks = "；".join(f"{word} {', '.join(getattr(move, act))}" for act, word in _CLOCKS.items() if getattr(move, act))
    return (
        f"{move.label.zh} `{move.key}`",
        _names(move.roles),
        sources,
        reached or "不变",
        clocks or "",
        str(move.article),
    )


def _term_row(term: Term) -> tuple[str, ...]:
    length = f"{term.days} {_UNITS[term.unit]}"
    if term.extension_days:
        length += f"，可延长 {term.extension_days} {_UNITS[term.unit]}"
    return f"{term.label.zh} `{term.key}`", length, term.start_event.zh, term.consequence.zh, str(term.article)


def _terms_of(edition: Edition, procedure: Procedure) -> list[Term]:
    used = {name for names in procedure.opening_terms.values() for name in names}
    used |= {name for move in procedure.moves.values() for name in move.starts}
    return [term for key, term in edition.terms.items() if key in used]


def _names(roles: Iterable[Role]) -> str:
    wanted = frozenset(roles)
    return "、".join(name.zh for role, name in machine.ROLE_NAMES.items() if role in wanted)


def pages() -> dict[str, str]:
    """File name → content, for every procedure of every edition."""
    return {
        f"{edition.key}-{kind}.md": page(edition, procedure)
        for edition in machine.editions().values()
        for kind, procedure in edition.procedures.items()
    }


def stale(folder: Path = FOLDER) -> list[str]:
    """Names of pages that are missing, outdated, or left over."""
    wanted = pages()
    held = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | held.keys() if wanted.get(name) != held.get(name))


def write(folder: Path = FOLDER) -> None:
    """Write every page and remove those no procedure has any more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for name in stale(folder):
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8")
        else:
            (folder / name).unlink()


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check print the stale ones. Returns the exit status."""
    if "--check" not in arguments:
        write()
        return 0
    names = stale()
    for name in names:
        print(f"stale: docs/procedures/{name} (python -m hejie.rules.diagrams)")
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
