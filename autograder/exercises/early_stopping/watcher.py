"""The object that watches a validation loss: what its updates answer, and what it remembers."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checking import display
from autograder.checking.calls import call_text
from autograder.checking.cases import Case, Exercise, Group, Property, Script
from autograder.checking.compare import compare
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.early_stopping import hints, wrong_watcher
from autograder.exercises.early_stopping.curves import (
    NAN,
    SMALL_FALLS,
    SMALL_RISES,
    STEADY_FALLS,
    TIES,
    Curve,
    V,
    stopping,
    varied,
)
from autograder.exercises.kit import APART, Inputs, halves
from autograder.messages import say
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, Look, Make, Method, Record, Ref, Step, Write
from deeplearn_ref import early_stopping as ref
from lessonkit.language import Text

NUMBERS = ("epoch", "wait", "best_loss", "best_epoch")
ALL = (*NUMBERS, "best_params")
Settings = dict[str, Any]
Params = list[dict[str, Any]]


def _looks(*attributes: str, at: str = "stopper") -> list[Step]:
    return [Look(Ref(at, (attribute,))) for attribute in attributes]


def _params(epoch: int) -> Params:
    """Return the parameters of an epoch: two layers told apart by their numbers."""
    return [{"W": np.array([[1.0, 2.0]]) + 10 * epoch}, {"b": np.array([0.5, -0.5]) - epoch}]


def _replay(
    curve: Curve,
    settings: Settings,
    after_each: Sequence[str] = (),
    at_the_end: Sequence[str] = ALL,
    at: str = "stopper",
) -> list[Step]:
    """Return the script that tells the losses of a curve to a new object until it must stop."""
    watching = ref.EarlyStopping(**settings)
    steps: list[Step] = [Call("EarlyStopping", (), settings, into=at)]
    for epoch, loss in enumerate(curve):
        steps += [Method(at, "update", (loss, _params(epoch)), into="stop"), *_looks(*after_each, at=at)]
        if watching.update(loss, []):
            break
    return [*steps, *_looks(*at_the_end, at=at)]


def _replays(*asked: tuple[Curve, Settings], after_each: Sequence[str] = ()) -> list[Step]:
    """Return the script of several objects, one after the other."""
    steps: list[Step] = []
    for number, (curve, settings) in enumerate(asked):
        steps += _replay(curve, settings, after_each, at=f"stopper_{number}")
    return steps


def _varied(
    rng: np.random.Generator, *asked: tuple[Curve, Settings], after_each: Sequence[str] = (), ahead: int = 3
) -> list[Step]:
    """Return the script of several objects and curves of the same form."""
    moved: list[tuple[Curve, Settings]] = []
    for curve, settings in asked:
        other, scale = varied(rng, curve, ahead)
        grown = {"min_delta": settings["min_delta"] * scale} if "min_delta" in settings else {}
        moved.append((other, settings | grown))
    return _replays(*moved, after_each=after_each)


def _drawn(rng: np.random.Generator, *patiences: int) -> list[Step]:
    return _replays(*((stopping(rng, patience), {"patience": patience}) for patience in patiences))


def _changed_later(curve: Curve, patience: int) -> list[Step]:
    """Return the script that trains in place: the parameters change between the updates, and at the end."""
    places = (Ref("params", (0, "W")), Ref("params", (1, "b")))
    steps: list[Step] = [Make("params", _params(0)), Call("EarlyStopping", (patience,), into="stopper")]
    for epoch, loss in enumerate(curve):
        steps += [
            *(Write(place, float(epoch + 1)) for place in places),
            Method("stopper", "update", (loss, Ref("params")), into="stop"),
            Look(Ref("params")),
        ]
    return [*steps, *(Write(place, 99.0) for place in places), *_looks("best_params", "best_epoch")]


def _two_at_once(rng: np.random.Generator) -> list[Step]:
    """Return the script that tells two objects different losses in turn."""
    first, second = (halves(rng, 2, most=8) + 8.5 for _ in range(2))
    return [
        Call("EarlyStopping", (4,), into="stopper_1"),
        Method("stopper_1", "update", (float(first[0]), _params(1)), into="stop"),
        Call("EarlyStopping", (3, 0.25), into="stopper_2"),
        *_looks(*ALL, at="stopper_2"),
        Method("stopper_2", "update", (float(second[0]), _params(2)), into="stop"),
        Method("stopper_2", "update", (float(second[0]), _params(3)), into="stop"),
        Method("stopper_1", "update", (float(first[0]) - 1, _params(4)), into="stop"),
        *_looks(*ALL, at="stopper_1"),
        *_looks(*ALL, at="stopper_2"),
    ]


def _as_asked(public: bool) -> Property:
    """Return the judgement of a replay: it says at which update, and which attribute, and for public cases what."""

    def judge(steps: list[Step], records: list[Record]) -> float | Finding:
        expected = LocalPlayer({"EarlyStopping": ref.EarlyStopping}).play(steps)
        made: dict[str, str] = {}
        told: dict[str, list[float]] = {}
        for step, given, right in zip(steps, records, expected, strict=True):
            if isinstance(step, Call):
                made[step.into], told[step.into] = call_text(step, steps), []
            elif isinstance(step, Method):
                told[step.target].append(step.args[0])
                if compare(given.value, right.value) is not None:
                    return Finding(_verdict(given, right), (_update(made, told, step, given, right, public),))
            elif isinstance(step, Look) and step.target.name in made:
                name = str(step.target.path[0])
                if given.kind == "exception":
                    return Finding(Verdict.WRONG_TYPE, (say("why.other_form"),))
                if compare(given.value, right.value) is not None:
                    story = (made[step.target.name], told[step.target.name])
                    return Finding(_verdict(given, right), (_attribute(story, name, given, right, public),))
            elif isinstance(step, Look) and compare(given.value, right.value) is not None:
                return Finding(Verdict.INPUT_MODIFIED, (_CHANGED,))
        return 1.0

    return judge


def _verdict(given: Record, right: Record) -> Verdict:
    difference = compare(given.value, right.value)
    return Verdict.WRONG_VALUE if difference is None else difference.verdict


def _story(made: str, told: Sequence[float]) -> Text:
    losses = ", ".join(display.number(loss) for loss in told)
    if not told:
        return Text(f"`{made}`: before the first `update`", f"`{made}`：第一次 `update` 之前，")
    return Text(
        f"`{made}` was told the losses {losses}. After that",
        f"`{made}` 依次收到损失 {losses.replace(', ', '、')}，此时",
    )


def _update(
    made: dict[str, str], told: dict[str, list[float]], step: Method, given: Record, right: Record, public: bool
) -> Text:
    if not public:
        if not isinstance(given.value, bool | np.bool_):
            return Text("`update` must return `True` or `False`.", "`update` 应当返回 `True` 或 `False`。")
        wrong_way = "stop" if given.value else "go on"
        return Text(
            f"At one of the updates the answer was to {wrong_way}; that was wrong.",
            f"有一次 `update` 的回答是{'停止' if given.value else '继续'}，答错了。",
        )
    story = _story(made[step.target], told[step.target])
    asked, shown = display.value(right.value), display.value(given.value)
    return Text(
        f"{story.en} `update` must return `{asked}`; it returned `{shown}`.",
        f"{story.zh} `update` 应当返回 `{asked}`，实际返回了 `{shown}`。",
    )


def _attribute(story: tuple[str, list[float]], name: str, given: Record, right: Record, public: bool) -> Text:
    if not public:
        return Text(f"The attribute `{name}` is not what it should be.", f"属性 `{name}` 的值不对。")
    begun = _story(*story)
    asked, shown = display.apart(right.value, given.value)
    if len(asked) + len(shown) > 80 or asked == shown:
        return Text(
            f"{begun.en} `{name}` must hold the parameters of the best epoch; it holds others.",
            f"{begun.zh} `{name}` 应当是最好那一轮的参数，实际不是。",
        )
    return Text(
        f"{begun.en} `{name}` must be `{asked}`; it is `{shown}`.",
        f"{begun.zh} `{name}` 应当是 `{asked}`，实际是 `{shown}`。",
    )


_CHANGED = Text(
    "`update` changes the parameters that it was given. It may only look at them and copy them.",
    "`update` 改动了传入的参数。它只能查看和复制这些参数。",
)


def _pair(
    name: str,
    purpose: Text,
    public: Script,
    hidden: Script,
    *,
    weight: float = 1.0,
    group: Group = Group.VALUE,
) -> tuple[Case, Case]:
    """Return a public and a hidden case that are judged step by step."""
    return (
        Case(name, purpose, public, weight, group, True, _as_asked(public=True)),
        Case(f"{name}_again", purpose, hidden, weight, group, False, _as_asked(public=False)),
    )


def _refused(*settings: tuple[Any, ...]) -> Inputs:
    return lambda rng: tuple(Call("EarlyStopping", given) for given in settings)


WATCHER = Exercise(
    id="EarlyStopping",
    alias="L12-E3",
    points=5,
    reference=(ref.EarlyStopping,),
    signature="EarlyStopping(patience=5, min_delta=0.0)",
    cases=(
        *_pair(
            "replay",
            Text("a curve replayed loss by loss until it must stop", "把一条曲线的损失逐个传入，直到应当停止"),
            lambda rng: _replays((V, {"patience": 2}), (V, {"patience": 3})),
            lambda rng: [*_varied(rng, (V, {"patience": 2})), *_drawn(rng, 3)],
            weight=2.0,
        ),
        *_pair(
            "after_each",
            Text("the attributes after every update", "每次更新之后的各个属性"),
            lambda rng: _replays(([4.0, 3.0, 3.5, 2.5, 3.0, 2.5], {"patience": 2}), after_each=NUMBERS),
            lambda rng: _varied(rng, (V, {"patience": 3}), after_each=NUMBERS),
            weight=1.5,
        ),
        *_pair(
            "ties",
            Text("losses that stay equal", "损失保持不变"),
            lambda rng: _replays(([3.0] * 4, {"patience": 2}), (TIES, {"patience": 3})),
            lambda rng: _varied(rng, ([3.0] * 5, {"patience": 3}), (TIES, {"patience": 2})),
            weight=1.0,
        ),
        *_pair(
            "min_delta",
            Text("changes smaller than `min_delta`", "变化比 `min_delta` 小"),
            lambda rng: _replays(
                (SMALL_FALLS, {"patience": 2, "min_delta": 0.5}),
                (SMALL_RISES, {"patience": 2, "min_delta": 0.5}),
                (STEADY_FALLS, {"patience": 3, "min_delta": 0.5}),
            ),
            lambda rng: _varied(
                rng,
                (STEADY_FALLS, {"patience": 3, "min_delta": 0.5}),
                (SMALL_RISES, {"patience": 2, "min_delta": 0.5}),
            ),
            weight=1.0,
        ),
        *_pair(
            "nan",
            Text("some losses are nan, also the first one", "有些损失是 nan，第一个也可能是"),
            lambda rng: _replays(
                ([3.0, NAN, 4.0, 5.0], {"patience": 2}),
                ([NAN, 4.0, NAN, 3.0, NAN, 5.0, 6.0], {"patience": 3}),
                ([NAN, NAN], {"patience": 2}),
            ),
            lambda rng: _varied(
                rng,
                ([4.0, NAN, 3.0, 3.5, NAN, 5.0], {"patience": 3}),
                ([NAN, NAN, 2.0, 3.0, 1.0], {"patience": 3}),
                ahead=0,
            ),
            weight=1.0,
        ),
        *_pair(
            "default",
            Text("without arguments: `patience` 5, `min_delta` 0", "不给参数：`patience` 为 5，`min_delta` 为 0"),
            lambda rng: _replays(([2.0, 1.0, *([1.5] * 6)], {})),
            lambda rng: _varied(rng, ([3.0, 2.0, 1.75, *([2.5] * 6)], {})),
            weight=0.5,
            group=Group.EDGE,
        ),
        *_pair(
            "patience_0_1",
            Text(
                "`patience` 0 and 1: both stop at the first epoch without improvement",
                "`patience` 为 0 和 1：都在第一个没有改善的轮停止",
            ),
            lambda rng: _replays((V, {"patience": 0}), (V, {"patience": 1})),
            lambda rng: _varied(rng, (V, {"patience": 0}), (V, {"patience": 1})),
            weight=0.5,
            group=Group.EDGE,
        ),
        *_pair(
            "fresh",
            Text("a new object, before the first update", "新的对象，第一次更新之前"),
            lambda rng: [Call("EarlyStopping", (), into="stopper"), *_looks(*ALL)],
            lambda rng: [Call("EarlyStopping", (3, 0.5), into="stopper"), *_looks(*ALL)],
            weight=0.5,
            group=Group.EDGE,
        ),
        *_pair(
            "two_objects",
            APART,
            lambda rng: _two_at_once(np.random.default_rng(12)),
            _two_at_once,
            weight=0.75,
            group=Group.EDGE,
        ),
        *_pair(
            "kept",
            Text(
                "training in place: the parameters change after the update",
                "原地训练：更新之后，参数又被改动",
            ),
            lambda rng: _changed_later([3.0, 2.0, 2.5], 4),
            lambda rng: [*_changed_later([4.0, 3.0, 2.5, 2.75], 5)],
            weight=1.75,
            group=Group.PURITY,
        ),
        Case(
            "refused",
            Text("a negative `patience`: `ValueError`", "`patience` 为负：`ValueError`"),
            lambda rng: [Call("EarlyStopping", (-1,))],
            0.25,
            Group.ERROR,
            True,
        ),
        Case(
            "refused_again",
            Text("a negative `patience`: `ValueError`", "`patience` 为负：`ValueError`"),
            lambda rng: [Call("EarlyStopping", (-int(rng.integers(2, 6)), 0.5))],
            0.25,
            Group.ERROR,
        ),
    ),
    misconceptions=wrong_watcher.WATCHER,
    hints=hints.WATCHER,
)
