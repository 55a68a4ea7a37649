"""plandoc.project.checking: remarks with their lines."""

from plandoc import check_file

PLAN = """\
# Первый комментарий
title: План работы  # заголовок
period: 2018-2019
activities:
  - title: Заседание совета
    deadline: май 2019
"""


def test_remarks_have_the_line_of_the_file(tmp_path):
    """A deadline outside the period is shown where it stands."""
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN.replace("май 2019", "май 2029 г."), encoding="utf-8")
    _, problems = check_file(path)
    assert any(
        problem.place.line == 6 and problem.code in ("PLN204", "PLN302") for problem in problems
    )
