"""plandoc.project.many: one verb over many plans, on any executor, and building that goes on."""

import json
import os
import pickle
import signal
from collections import Counter
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from support.problems import codes

from plandoc import load_plan, read_template
from plandoc.codes import Code
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.project.building import build_file
from plandoc.project.building_many import build_files
from plandoc.project.checking import check_file
from plandoc.project.many import AHEAD, run_files
from plandoc.results import Template

PLAN = """\
title: План {number}
period: 2018-2019
activities: [{{title: Заседание, deadline: май 2019}}]
"""


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    """A dozen plan files, of which the fifth is no plan."""
    paths = [tmp_path / f"plan{number}.yaml" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_text("title: [" if number == 5 else PLAN.format(number=number), "utf-8")
    return paths


def processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


@pytest.mark.parametrize("of", [lambda: None, lambda: ThreadPoolExecutor(3), processes])
def test_every_plan_is_built_once_whatever_runs_it(of, plans, tmp_path) -> None:
    """In this process, in threads and in processes: one result each, and one bad plan in it."""
    out, executor = tmp_path / "out", of()
    done = list(build_files(plans, out, executor=executor))
    assert Counter(one.path for one in done) == Counter(plans)
    bad = [one for one in done if one.result is None]
    assert [one.path for one in bad] == [plans[5]]
    assert bad[0].problems[0].place.file == str(plans[5])
    assert len(list(out.glob("*.docx"))) == len(list(out.glob("*.xlsx"))) == len(plans) - 1
    if executor:
        executor.shutdown()


def test_a_run_that_was_stopped_goes_on(plans, tmp_path) -> None:
    """What is built and unchanged is skipped; a changed plan and a lost document are built."""
    out, record = tmp_path / "out", tmp_path / "new" / "built.jsonl"
    running = build_files(plans, out, record=record)
    first = [next(running) for _ in range(4)]
    running.close()
    again = {one.path: one.result for one in build_files(plans, out, record=record) if one.result}
    assert {path for path, one in again.items() if one.skipped} == {one.path for one in first}
    with record.open("a", encoding="utf-8") as file:
        file.write('{"plan": "/cut o')
    plans[0].write_text(plans[0].read_text("utf-8").replace("Заседание", "Совещание"), "utf-8")
    (out / "plan1.docx").unlink()
    third = {one.path: one.result for one in build_files(plans, out, record=record) if one.result}
    assert {path for path, one in third.items() if not one.skipped} == {plans[0], plans[1]}


def test_two_plans_of_one_id_are_told_in_each_run(plans, tmp_path) -> None:
    """The later of the two has a warning, made or skipped, and is made all the same."""
    for plan in plans[:2]:
        plan.write_text(f"id: one\n{PLAN.format(number=1)}", "utf-8")
    for again in (False, True):
        done = list(build_files(plans, tmp_path / "out", record=tmp_path / "built.jsonl"))
        (told,) = (one for one in done if Code.PLAN_ID_OF_OTHER_PLAN in codes(one.problems))
        assert (told.path, told.result and told.result.skipped) == (plans[1], again)
        assert str(plans[0]) in told.problems[-1].text()


def test_another_template_builds_all_again(plans, tmp_path) -> None:
    """The record counts for the template and the options with which it was made."""
    out, record = tmp_path / "out", tmp_path / "built.jsonl"
    list(build_files(plans, out, record=record))
    template = read_template(standard_template_bytes(), "mine.docx")
    again = build_files(plans, out, template=template, record=record)
    done = [one for one in again if one.result]
    assert done
    assert not any(one.result.skipped for one in done)


def test_plans_of_one_name_have_folders_of_their_own(tmp_path) -> None:
    """`into` says the folder of each plan; the record stands where it is asked for."""
    paths = [tmp_path / school / "plan.yaml" for school in ("первая", "вторая")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(PLAN.format(number=1), "utf-8")
    record = tmp_path / "built.jsonl"
    done = list(build_files(paths, lambda path: path.parent / "out", record=record))
    assert {one.result.document for one in done} == {p.parent / "out" / "plan.docx" for p in paths}
    assert {json.loads(line)["plan"] for line in record.read_text("utf-8").splitlines()} == {
        str(path) for path in paths
    }


def test_any_verb_runs_over_many_plans(plans) -> None:
    """What a verb returns comes with the path of its plan, and its problems."""
    done = {one.path: one for one in run_files(partial(check_file, previous=None), plans)}
    assert done[plans[3]].result[0] == load_plan(plans[3])
    assert done[plans[5]].result is None


class Counting(Executor):
    """Runs a job when its result is waited for, and counts those that wait."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(1)
        self.most = self.waiting = 0

    def submit(self, job, /, *arguments, **named) -> Future:
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        future = self.pool.submit(job, *arguments, **named)
        future.add_done_callback(lambda _: setattr(self, "waiting", self.waiting - 1))
        return future


def test_plans_are_taken_as_workers_become_free(tmp_path) -> None:
    """However many plans there are, only so many of them are in memory at a time."""
    taken = []

    def endless():
        for number in range(5 * AHEAD):
            taken.append(number)
            yield tmp_path / f"{number}.yaml"

    running = run_files(str, endless(), executor=Counting())
    assert next(running).result
    assert len(taken) <= 2 * AHEAD
    assert sum(1 for _ in running) == 5 * AHEAD - 1


def die(path: Path) -> None:
    if path.stem == "plan3":
        os.kill(os.getpid(), signal.SIGKILL)


def fail(fault: type[Exception], path: Path) -> None:
    if path.stem == "plan3":
        raise fault("ошибка")


def test_a_process_that_dies_is_told_for_each_plan_that_it_had(plans) -> None:
    """A broken pool ends no loop: what was not reached is told, and nothing is lost."""
    executor = processes()
    done = list(run_files(die, plans, executor=executor))
    assert Counter(one.path for one in done) == Counter(plans)
    told = {problem.code for one in done for problem in one.problems}
    assert told == {Code.PLAN_NOT_REACHED}


@pytest.mark.parametrize("fault", [ZeroDivisionError, RecursionError, OSError, AssertionError])
def test_a_fault_of_plandoc_is_told_with_its_plan(fault) -> None:
    """A bug in one plan is a problem of that plan, whatever it raises, here and elsewhere."""
    paths = [Path("plan2.yaml"), Path("plan3.yaml"), Path("plan4.yaml")]
    for executor in (None, ThreadPoolExecutor(1)):
        done = sorted(
            run_files(partial(fail, fault), paths, executor=executor), key=lambda one: one.path
        )
        assert [codes(one.problems) for one in done] == [[], ["PLN793"], []]
        assert fault.__name__ in done[1].problems[0].text("ru")


def test_a_template_is_sent_to_other_processes() -> None:
    """It is compiled there once from its file, with the same page."""
    template = read_template(standard_template_bytes(), "mine.docx")
    copy = pickle.loads(pickle.dumps(template))
    assert isinstance(copy, Template)
    assert (copy.page, copy.file, copy.fixed) == (template.page, "mine.docx", template.fixed)
    assert pickle.loads(pickle.dumps(template)) is copy


def built_and_noted(log: Path, out: Path, path: Path) -> Path:
    """Build a plan, and note that it was begun and that it was finished, and by which process."""
    with log.open("a") as file:
        file.write(f"begun {path.name} {os.getpid()}\n")
    document = build_file(path, out).document
    with log.open("a") as file:
        file.write(f"done {path.name} {os.getpid()}\n")
    return document


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_builds_every_plan_once(examples, tmp_path) -> None:
    """Of three processes of a dask cluster one is killed in the middle; all plans arrive.

    The plans that it had are built by others; no other plan is begun twice, and each is told once.
    """
    distributed = pytest.importorskip("distributed", reason="dask is installed by the extra dask")
    source = (examples / "seed.yaml").read_text("utf-8")
    paths = [tmp_path / f"plan{number}.yaml" for number in range(40)]
    for path in paths:
        path.write_text(source, "utf-8")
    log = tmp_path / "log"
    settings = {"n_workers": 3, "threads_per_worker": 1, "processes": True}
    with (
        distributed.LocalCluster(**settings, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        killed = next(iter(client.run(os.getpid).values()))
        done = []
        verb = partial(built_and_noted, log, tmp_path / "out")
        for one in run_files(verb, paths, executor=client.get_executor()):
            done.append(one)
            if len(done) == 5:
                os.kill(killed, signal.SIGKILL)
    assert Counter(one.path for one in done) == Counter(paths)
    assert not [problem for one in done for problem in one.problems if one.result is None]
    assert len(list((tmp_path / "out").glob("*.docx"))) == len(paths)
    begun, finished = Counter(), Counter()
    for event, name, process in map(str.split, log.read_text().splitlines()):
        if process != str(killed):
            (begun if event == "begun" else finished)[name] += 1
    assert begun == finished
    assert max(begun.values()) == 1
    lost = {path.name for path in paths} - {*finished}
    assert 0 < len(lost) + sum(begun.values()) == len(paths)
