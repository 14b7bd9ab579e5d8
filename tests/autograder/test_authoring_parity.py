"""The rules that hold the two languages together: each must fire on a fault, and stay silent on good text."""

from pathlib import Path

import pytest

from autograder.authoring import messages, parity, twins
from autograder.authoring.glossary import Glossary
from autograder.authoring.markup import take_apart
from autograder.authoring.numbers import chinese_numbers, differing, english_numbers
from autograder.authoring.source import parse


@pytest.fixture(scope="session")
def rules(root: Path) -> parity.Rules:
    real = parity.Rules.read(root)
    return parity.Rules(real.glossary, ("Frank Rosenblatt", "New York Times Square", "PyTorch"))


def said(rules: parity.Rules, en: str, zh: str, warnings: bool = False) -> str:
    found = parity.pair_problems(en, zh, rules)
    return "\n".join(problem.message for _, problem in found if problem.warning == warnings)


GOOD = [
    ("The weight is 0.5.", "权重是 0.5。"),
    ("In July 1958 two of 100,000 rows (axis 0) failed.", "1958 年 7 月，10 万行（轴 0）中有两行出错。"),
    ("In the 1980s, zero of them.", "20 世纪 80 年代，0 个。"),
    ("A 2-dimensional array, the third layer.", "二维数组，第 3 层。"),
    ("Four times smaller, twice as fast.", "降到 1/4，速度是 2 倍。"),
    ("1. First\n2. Second", "1. 第一\n2. 第二"),
    ("The formula $w^T x + b$ holds.", "公式 $w^Tx+b$ 成立。"),
    ("Use `X @ w`, `X @ w` again.", "用 `X @ w`。"),
    ("[Source](https://example.org/a/)", "[来源](https://example.org/a)"),
    ("The **perceptron** came first.", "**感知机**（perceptron）最早出现。"),
    ("A dropout network.", "一个 dropout 网络。"),
    ("Frank Rosenblatt built it.", "Frank Rosenblatt 造出了它。"),
    ("A slope of -0.5.", "斜率是 -0.5。"),
    ("Each sample is one row.", "每个样本占一行（row）。"),
    ("Run the system in a list, one line of code.", "在列表里执行系统，一行代码。"),
    ("Line 3 is wrong.", "第 3 行写错了。"),
    ("It sends a request.", "它发出请求。"),
    ("Half of them, 50 %.", "一半，即 50%。"),
    ("The width in full-width signs.", "全角符号的宽度。"),
    ("One paragraph.\n\n- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |", "一段。\n\n- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
    ("It is “a great deal of trouble”.", "这叫做“a great deal of trouble”。"),
    ("Here $x > 0$, not `x = 0`.", "有 $x > 0$，而不是 `x = 0`。"),
]  # fmt: skip


@pytest.mark.parametrize(("en", "zh"), GOOD)
def test_good_twins_pass_silently(rules: parity.Rules, en: str, zh: str) -> None:
    assert said(rules, en, zh) == ""


BAD = [
    # what both must share
    ("# One", "## 一", "headings differ"),
    ("One.", "一。\n\n## 二", "headings differ"),
    ("It is 0.5.", "它是 0.1。", "number, only in English: 0.5; only in Chinese: 0.1"),
    ("A slope of -0.5.", "斜率是 0.5。", "number"),
    ("In 1958.", "那一年。", "1958"),
    ("In the 1980s.", "20 世纪 90 年代。", "1990s"),
    ("100,000 of them.", "有 1 万个。", "10000"),
    ("Here $|w|$.", "这里 $\\|w\\|$。", "formula"),
    ("$$a + b$$", "$$a - b$$", "formula"),
    ("Use `X`.", "用 `x`。", "code"),
    (
        "| a | b |\n|---|---|\n| 0 | 1 |",
        "| 甲 | 乙 |\n|---|---|\n| 1 | 0 |",
        "tables differ, first at a row with 0 | 1",
    ),
    ("```\na = 1\n```", "```\na = 2\n```", "code"),
    ("[a](https://example.org/1)", "[甲](https://example.org/2)", "link"),
    # glossary
    ("The loss is small.", "损耗很小。", "损耗 is always wrong"),
    ("A layer.", "一个图层。", "图层 is always wrong"),
    ("The weighted sum.", "这个加权平均。", "weighted sum” stands here as 加权平均"),
    ("The perceptron learns.", "感知器会学习。", "“perceptron” stands here as 感知器"),
    ("Ten epochs, epoch by epoch.", "十个 epoch。", "English term “epoch”"),
    ("It is one of these things.", "它 is one of 这些。", "three or more English words"),
    ("New York Times Square Garden Party.", "去 the Garden Party Hall 看看。", "three or more English words"),
    # written Chinese
    ("With NumPy.", "用NumPy。", "a space stands between"),
    ("With `X`.", "用`X`。", "a space stands between"),
    ("With $x$.", "用 $x$算。", "a space stands between"),
    ("At 5.", "在5 处。", "a space stands between"),
    ("It runs.", "它 运行。", "between two Chinese"),
    ("With `X`, then.", "用 `X` ，然后。", "beside full-width"),
    ("With `X`, then `Y`.", "用 `X`， `Y`。", "beside full-width"),
    ("Five, 5 %.", "5 %。", "before %"),
    ("It runs, then stops.", "它运行,然后停止。", "full-width"),
    ("It runs (then stops).", "它运行 (然后停止)。", "full-width"),
    ("It stops.", "它停止.", "full-width"),
    ("At 5.", "在 \uff15 处。", "full-width digits"),
    ("It runs.", "它\u3000运行。", "full-width digits"),
    ("It runs.", "它运行！", "exclamation"),
    ("And so on.", "等等...", "ellipsis"),
    ("A — b.", "甲—乙。", "dash is"),
    ('He said "so".', '他说"好"。', "quotation"),
    ("A **gradient** here.", "这是**梯度（gradient）**。", "bold neither"),
    ("An *important* point.", "很*重要*的一点。", "never italic"),
    ("You and you.", "您好。", "reader is 你"),
    ("Run it.", "请运行。", "no 请"),
    ("A row.", "看第二行。", "行 and 列"),
    ("A column.", "这一列。", "行 and 列"),
    ("One paragraph on two lines.", "一段话\n写成两段。", "one line of the source"),
    ("$x,$", "$x，$", "punctuation stands outside"),
    ("Hence $x_{\\text{new}}$.", "所以 $x_{\\text{new}}$。", "no words in"),
    ("The $i^{th}$.", "第 $i^{th}$ 个。", "ordinals"),
]


@pytest.mark.parametrize(("en", "zh", "message"), BAD)
def test_faults_are_named(rules: parity.Rules, en: str, zh: str, message: str) -> None:
    assert message in said(rules, en, zh)


def test_lost_sentence_is_a_warning(rules: parity.Rules) -> None:
    en = "The neuron adds what it gets and compares the sum with a number. " * 5
    assert "characters per English word" in said(rules, en, "神经元求和。", warnings=True)
    assert "characters per English word" not in said(
        rules, en, "神经元把收到的数加起来，再与一个数比较大小。" * 5, warnings=True
    )


def test_absent_term_is_a_warning_but_not_for_everyday_words(rules: parity.Rules) -> None:
    assert "“gradient”" in said(rules, "The gradient is large.", "它很大。", warnings=True)
    assert said(rules, "The model is large.", "它很大。", warnings=True) == ""


def test_longest_term_wins(rules: parity.Rules) -> None:
    """Is “perceptron learning rule” one term, so that “perceptron” is not looked for by itself?"""
    assert set(rules.glossary.found_in("the perceptron learning rule")) == {"perceptron learning rule"}
    assert set(rules.glossary.found_in("Loss functions and mini batches")) == {"loss function", "mini-batch"}


def test_word_of_two_senses_accepts_both(rules: parity.Rules) -> None:
    assert said(rules, "A bias.", "一个偏置。") == said(rules, "A bias.", "一个偏差。") == ""


def test_glossary_reads_tags() -> None:
    text = 'en,zh_hans,zh_hant,note\nepoch (pl. epochai),轮（轮次）,輪,"[ok 回合] [rival 时期、纪元] [never 世代] [free] D"\n'
    (term,) = Glossary.read(text).terms
    assert term.english == ("epoch", "epochai")
    assert term.approved == ("轮", "回合")
    assert term.wrong == ("轮次", "时期", "纪元")
    assert term.never == ("世代",)
    assert term.free


def test_lines_are_named_on_both_sides(rules: parity.Rules) -> None:
    text = '# %% [markdown] lang="en"\n# Fine.\n#\n# Hence $x,$\n\n# %% [markdown] lang="zh"\n# 好。\n#\n# 所以 $x$！\n'
    lesson = parse(text, "01_x", "lessons/01_x.py")
    assert sorted(problem.where for problem in parity.problems(lesson, rules)) == [
        "lessons/01_x.py:4",
        "lessons/01_x.py:9",
    ]


def test_waiver_with_a_reason_stops_the_comparison(rules: parity.Rules) -> None:
    text = '# %% [markdown] lang="en"{}\n# It is 5.\n\n# %% [markdown] lang="zh"\n# 它是 6。\n'
    assert parity.problems(parse(text.format(""), "01_x", "x.py"), rules)
    assert not parity.problems(parse(text.format(' parity-ok="a joke about 6"'), "01_x", "x.py"), rules)


@pytest.mark.parametrize(
    ("chinese", "value"),
    [
        ("二十五", "25"),
        ("三百零四", "304"),
        ("一万二千", "12000"),
        ("一九五八", "1958"),
        ("十", "10"),
        ("两", "2"),
    ],
)
def test_chinese_numerals_are_read(chinese: str, value: str) -> None:
    assert value in chinese_numbers(f"有{chinese}个").words


def test_numbers_in_words_say_nothing_alone() -> None:
    assert differing(english_numbers("one of two"), chinese_numbers("统一的一般情形")) == ([], [])


def test_code_and_formulas_are_no_prose() -> None:
    parts = take_apart("a `b 1` $c 2$ <span>d</span>\n\n```python\ne 3\n```\n\nf")
    assert english_numbers(parts.prose).digits == frozenset()
    assert parts.prose.count("\n") == 6


def test_heading_inside_a_fence_is_no_heading() -> None:
    assert [s.title for s in twins.sections("# A\n\n```\n# not one\n```\n\n## B")] == ["A", "B"]


def test_twins_with_other_headings_are_not_joined() -> None:
    with pytest.raises(ValueError, match="headings"):
        twins.join("# A", "甲")


def test_message_files_are_held_to_the_same_rules(tmp_path: Path, rules: parity.Rules) -> None:
    folder = tmp_path / "autograder" / "messages"
    folder.mkdir(parents=True)
    (folder / "en.toml").write_text('[a]\nsame = "{n} of 5"\nlost = "x"\nheld = "It is 3."\n', "utf-8")
    (folder / "zh.toml").write_text('[a]\nsame = "5 个中的 {m} 个"\nmore = "y"\nheld = "它是 4！"\n', "utf-8")
    found = {(problem.where, problem.message.split()[0]) for problem in messages.problems(tmp_path, rules)}
    assert found == {
        ("autograder/messages/en.toml:3", "a.lost"),
        ("autograder/messages/zh.toml:2", "a.same"),
        ("autograder/messages/zh.toml:3", "a.more"),
        ("autograder/messages/zh.toml:4", "a.held:"),
    }
