"""The parent's bookkeeping: nothing asked for is lost, and what kills the child twice is found and given up."""

from __future__ import annotations

import time

from newsreader.core.worker.events import Progress, Task
from newsreader.core.worker.ledger import Job, Ledger


def asked(*keys: str, task: Task = "analyse") -> Ledger:
    ledger = Ledger()
    for key in keys:
        ledger.ask(Job(task, key))
    return ledger


def sent(ledger: Ledger) -> list[str]:
    return [job.key for job in ledger.to_send()]


def test_each_job_is_sent_once() -> None:
    ledger = asked("a", "b", "a")
    assert sent(ledger) == ["a", "b"]
    assert sent(ledger) == []


def test_a_job_that_becomes_urgent_is_sent_again() -> None:
    ledger = asked("a")
    assert sent(ledger) == ["a"]
    ledger.ask(Job("analyse", "a", urgent=True))
    assert [job.urgent for job in ledger.to_send()] == [True]
    ledger.ask(Job("analyse", "a"))
    assert sent(ledger) == []
    assert ledger.progress("analyse") == Progress("analyse", 0, 1)


def test_suspects_are_tried_alone_and_the_guilty_one_is_given_up() -> None:
    ledger = asked("good", "bad", "later")
    assert sent(ledger) == ["good", "bad", "later"]
    ledger.begin("analyse", ["good", "bad"], ["Good", "Bad"])
    assert ledger.died() == []
    assert sent(ledger) == ["good"]
    ledger.ask(Job("analyse", "new"))
    assert sent(ledger) == []  # nothing else while there are suspects
    ledger.begin("analyse", ["good"], ["Good"])
    ledger.conclude("analyse", "good")
    assert sent(ledger) == ["bad"]
    ledger.begin("analyse", ["bad"], ["Bad"])
    assert [job.name for job in ledger.died()] == ["Bad"]
    assert sent(ledger) == ["later", "new"]


def test_a_death_with_nothing_in_hand_blames_nobody() -> None:
    ledger = asked("a", "b")
    sent(ledger)
    for _ in range(3):
        assert ledger.died() == []
        assert sent(ledger) == ["a", "b"]


def test_what_was_concluded_before_the_death_is_not_sent_again() -> None:
    ledger = asked("a", "b")
    sent(ledger)
    ledger.begin("analyse", ["a", "b"], ["a", "b"])
    ledger.conclude("analyse", "a")
    ledger.died()
    assert sent(ledger) == ["b"]


def test_a_folder_becomes_its_files() -> None:
    ledger = asked("folder", task="load")
    sent(ledger)
    ledger.begin("load", ["folder"], ["folder"])
    ledger.unfold("folder", ["1", "2"], more=True)
    ledger.unfold("folder", ["3"], more=False)
    assert sent(ledger) == ["1", "2", "3"]
    assert ledger.progress("load") == Progress("load", 0, 3)
    assert ledger.died() == []
    assert sent(ledger) == ["1", "2", "3"]


def test_progress_counts_anew_after_all_is_done() -> None:
    ledger = asked("a", "b")
    ledger.conclude("analyse", "a")
    assert ledger.progress("analyse") == Progress("analyse", 1, 2)
    ledger.conclude("analyse", "b")
    assert ledger.progress("analyse") == Progress("analyse", 2, 2)
    ledger.ask(Job("analyse", "c"))
    assert ledger.progress("analyse") == Progress("analyse", 0, 1)


def test_an_answer_to_nothing_asked_is_no_progress() -> None:
    ledger = asked("a")
    assert ledger.conclude("analyse", "other") is None
    assert ledger.progress("analyse") == Progress("analyse", 0, 1)


def test_dropping_gives_up_one_kind_only() -> None:
    ledger = asked("a", "b")
    ledger.ask(Job("load", "file"))
    assert [job.key for job in ledger.drop("analyse")] == ["a", "b"]
    assert sent(ledger) == ["file"]


def test_a_child_may_have_something_in_hand_for_so_long() -> None:
    ledger = asked("a", "b", "c")
    assert ledger.overdue(100) is None  # nothing is in hand
    ledger.begin("analyse", ["a", "b"], ["a", "b"], seconds=60)
    assert ledger.overdue(59) is None
    ledger.conclude("analyse", "a")
    ledger.conclude("analyse", "b")
    assert ledger.overdue(100) is None
    ledger.begin("analyse", ["c"], ["c"], seconds=60)
    assert ledger.overdue(59) is None
    assert ledger.overdue(1) == 60


def test_another_file_in_hand_does_not_cut_a_long_ones_time_short() -> None:
    ledger = asked("long", "short", task="load")
    ledger.begin("load", ["long"], ["long"], seconds=600)
    assert ledger.overdue(100) is None
    ledger.begin("load", ["short"], ["short"], seconds=60)
    assert ledger.overdue(499) is None
    assert ledger.overdue(1) == 500


def test_answers_among_many_open_jobs_cost_what_they_cost_among_few() -> None:
    def seconds(jobs: int) -> float:
        ledger = asked(*map(str, range(jobs)))
        sent(ledger)
        start = time.perf_counter()
        for key in range(500):
            ledger.conclude("analyse", str(key))
            ledger.to_send()
        return time.perf_counter() - start

    few, many = (min(seconds(jobs) for _ in range(3)) for jobs in (1_000, 50_000))
    assert many < 10 * few


def test_given_up_is_what_has_not_been_begun_and_is_not_urgent() -> None:
    ledger = asked("begun", "waits")
    sent(ledger)
    ledger.ask(Job("analyse", "seen", urgent=True))
    ledger.ask(Job("load", "folder"))
    ledger.ask(Job("load", "file"))
    ledger.begin("analyse", ["begun"], ["Begun"])
    ledger.begin("load", ["folder"], ["folder"])
    assert [job.key for job in ledger.give_up()] == ["waits", "file"]
    ledger.unfold("folder", ["1", "2"], more=False)
    assert sorted(key for _, key in ledger.jobs) == ["begun", "seen"]
    ledger.conclude("analyse", "begun")
    ledger.conclude("analyse", "seen")
    assert ledger.progress("analyse") == Progress("analyse", 3, 3)
    assert ledger.progress("load") == Progress("load", 1, 1)
    ledger.ask(Job("load", "folder"))
    ledger.unfold("folder", ["1"], more=False)  # wanted again
    assert [key for _, key in ledger.jobs] == ["1"]
