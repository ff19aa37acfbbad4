"""Set-up steps run when something they depend on changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from hejie.operate.steps import SetupError, Step, files


class Kitchen:
    """A step that writes soup from a recipe, and counts how often it cooked."""

    def __init__(self, folder: Path) -> None:
        self.recipe, self.soup = folder / "recipe.txt", folder / "soup.txt"
        self.recipe.write_text("carrots")
        self.cooked = 0
        self.step = Step("soup", lambda: [*files(folder, "recipe*"), self.soup], self.cook, folder / "stamps" / "soup")

    def cook(self) -> None:
        self.cooked += 1
        self.soup.write_text(f"soup of {self.recipe.read_text()}")


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


def test_the_second_time_nothing_is_done(kitchen: Kitchen) -> None:
    kitchen.step.perform()
    kitchen.step.perform()
    assert kitchen.cooked == 1


def test_a_changed_input_runs_it_again(kitchen: Kitchen) -> None:
    kitchen.step.perform()
    kitchen.recipe.write_text("leeks")
    kitchen.step.perform()
    assert kitchen.soup.read_text() == "soup of leeks"


def test_a_new_input_runs_it_again(kitchen: Kitchen) -> None:
    kitchen.step.perform()
    kitchen.recipe.with_name("recipe-2.txt").write_text("salt")
    kitchen.step.perform()
    assert kitchen.cooked == 2


def test_a_deleted_result_is_made_again(kitchen: Kitchen) -> None:
    kitchen.step.perform()
    kitchen.soup.unlink()
    kitchen.step.perform()
    assert kitchen.soup.exists()


def test_a_step_that_failed_is_tried_again(tmp_path: Path) -> None:
    attempts = []

    def burn() -> None:
        attempts.append(1)
        if len(attempts) == 1:
            raise SetupError("burnt")

    step = Step("toast", list, burn, tmp_path / "toast")
    with pytest.raises(SetupError, match="burnt"):
        step.perform()
    step.perform()
    assert len(attempts) == 2
