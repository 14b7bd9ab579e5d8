"""Write the demo class: what twenty students could hand in for lesson 1.

Run it after the lesson has changed: ``python examples/make_class.py``. Each student starts from the released notebook
and replaces the text of some answer cells, as in JupyterLab; a few then spoil the file itself.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LESSON = "01_perceptron"
Answers = dict[str, str]
Notebook = dict[str, Any]

RIGHT: Answers = {
    "step": "def step(z):\n    return (np.asarray(z) > 0).astype(np.int64)\n",
    "perceptron_predict": (
        "def perceptron_predict(X, w, b):\n"
        "    if X.shape[1] != w.shape[0]:\n"
        '        raise ValueError("X and w do not fit")\n'
        "    return step(X @ w + b)\n"
    ),
    "prediction_L01_P1": 'prediction_L01_P1 = "b"\n',
    "add_bias_column": "def add_bias_column(X):\n    return np.hstack([np.ones((len(X), 1)), X])\n",
    "bias_diagram": "An input $x_0 = 1$ with weight $w_0 = b$: the sum $w_0 x_0 + w_1 x_1 + w_2 x_2$ is the same z.\n",
    "gate_params": (
        "def gate_params(name):\n"
        '    gates = {"and": (1, 1, -1.5), "or": (1, 1, -0.5), "nand": (-1, -1, 1.5), "nor": (-1, -1, 0.5)}\n'
        "    if name not in gates:\n"
        "        raise ValueError(name)\n"
        "    w1, w2, b = gates[name]\n"
        "    return np.array([w1, w2], dtype=float), b\n"
    ),
    "perceptron_update": (
        "def perceptron_update(w, b, x, y, learning_rate=1.0):\n"
        "    if w.shape != x.shape:\n"
        '        raise ValueError("w and x do not fit")\n'
        "    error = y - int(w @ x + b > 0)\n"
        "    return w + learning_rate * error * x, float(b + learning_rate * error)\n"
    ),
    "perceptron_fit": (
        "def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):\n"
        "    if len(X) == 0 or len(X) != len(y):\n"
        '        raise ValueError("no samples, or X and y do not fit")\n'
        "    w, b, errors = np.zeros(X.shape[1]), 0.0, []\n"
        "    for _ in range(max_epochs):\n"
        "        mistakes = 0\n"
        "        for x, label in zip(X, y):\n"
        "            error = int(label) - int(w @ x + b > 0)\n"
        "            mistakes += error != 0\n"
        "            w, b = w + learning_rate * error * x, b + learning_rate * error\n"
        "        errors.append(int(mistakes))\n"
        "        if mistakes == 0:\n"
        "            break\n"
        '    return {"w": w, "b": float(b), "errors": errors, "converged": bool(errors) and errors[-1] == 0}\n'
    ),
    "prediction_L01_P2": 'prediction_L01_P2 = "c"\n',
    "xor_proof": "(0, 0) gives b <= 0, (1, 0) and (0, 1) give w1 + b > 0, w2 + b > 0. Adding: w1 + w2 + b > -b >= 0,\n"
    "but (1, 1) must give w1 + w2 + b <= 0. A contradiction.\n",
    "xor_gate": (
        "def xor_gate(X):\n"
        '    hidden = [perceptron_predict(X, *gate_params(name)) for name in ("or", "nand")]\n'
        '    return perceptron_predict(np.column_stack(hidden), *gate_params("and"))\n'
    ),
}


def with_changes(**changes: str) -> Answers:
    """Return the right answers with some replaced."""
    return RIGHT | changes


def swapped(name: str, *pairs: tuple[str, str]) -> str:
    """Return a right answer with parts of its text replaced, each of which must be there."""
    text = RIGHT[name]
    for old, new in pairs:
        if old not in text:
            raise ValueError(f"The answer {name} does not hold {old!r}.")
        text = text.replace(old, new)
    return text


def only(*names: str) -> Answers:
    """Return some right answers; the others stay as released."""
    return {name: RIGHT[name] for name in names}


CLASS: dict[str, Answers] = {
    # Right, each in another way.
    "ada.lovelace": RIGHT,
    "李明": with_changes(
        step="def step(z):\n    # 大于 0 输出 1，平局归 0\n    return np.where(np.asarray(z) > 0, 1, 0)\n",
        add_bias_column=(
            "def add_bias_column(X):\n"
            "    # 先建一个全 1 的数组，再把特征填进去\n"
            "    结果 = np.ones((X.shape[0], X.shape[1] + 1))\n"
            "    结果[:, 1:] = X\n"
            "    return 结果\n"
        ),
        xor_gate=(
            "def xor_gate(X):\n"
            "    # 隐藏层：或门与与非门；输出层：与门\n"
            "    或 = step(X[:, 0] + X[:, 1] - 0.5)\n"
            "    与非 = step(1.5 - X[:, 0] - X[:, 1])\n"
            "    return step(或 + 与非 - 1.5)\n"
        ),
        bias_diagram="偏置就是恒为 1 的输入 $x_0$ 的权重 $w_0$，净输入 z 不变。\n",
        xor_proof="由 (0,0) 得 b ≤ 0；由 (1,0)、(0,1) 得 w₁ + b > 0、w₂ + b > 0。相加得 w₁ + w₂ + b > −b ≥ 0，"
        "而 (1,1) 要求 w₁ + w₂ + b ≤ 0，矛盾。\n",
    ),
    "björk_3": with_changes(
        step="step = lambda z: np.int64(1) * (np.asarray(z) > 0)\n",
        perceptron_predict=(
            "def perceptron_predict(X, w, b):\n    return (np.dot(X, w) + b > 0).astype(int)  # dot complains itself\n"
        ),
        perceptron_fit=(
            "def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):\n"
            "    if X.shape[0] < 1 or X.shape[0] != y.shape[0]:\n"
            "        raise ValueError\n"
            "    w, b = np.zeros(X.shape[1]), 0.0\n"
            "    errors, converged = [], False\n"
            "    while len(errors) < max_epochs and not converged:\n"
            "        count = 0\n"
            "        for i in range(X.shape[0]):\n"
            "            new_w, new_b = perceptron_update(w, b, X[i], y[i], learning_rate)\n"
            "            count += int(new_b != b)\n"
            "            w, b = new_w, new_b\n"
            "        errors.append(count)\n"
            "        converged = count == 0\n"
            "    return dict(w=w, b=b, errors=errors, converged=converged)\n"
        ),
    ),
    # Typical mistakes.
    "chiara": with_changes(
        step=swapped("step", (">", ">=")),
        perceptron_predict=swapped("perceptron_predict", ("step(X @ w + b)", "(X @ w + b >= 0).astype(int)")),
        perceptron_update=swapped("perceptron_update", (">", ">=")),
    ),
    "dmitri": with_changes(
        perceptron_predict=swapped("perceptron_predict", (" + b)", ")")),
        perceptron_update=swapped("perceptron_update", ("float(b + learning_rate * error)", "b")),
        perceptron_fit=swapped("perceptron_fit", ("b + learning_rate * error", "b")),
        prediction_L01_P1='prediction_L01_P1 = "a"\n',
    ),
    "王芳": with_changes(
        add_bias_column="def add_bias_column(X):\n    return np.hstack([X, np.ones((len(X), 1))])\n",
        gate_params=swapped(
            "gate_params",
            ("1, -1.5)", "1, 1.5)"),
            ("1, -0.5)", "1, 0.5)"),
            ("-1, 1.5)", "-1, -1.5)"),
            ("-1, 0.5)", "-1, -0.5)"),
        ),
        perceptron_update=swapped("perceptron_update", ("y - int(w @ x + b > 0)", "int(w @ x + b > 0) - y")),
    ),
    "emeka": with_changes(
        gate_params=swapped("gate_params", ("-1.5", "-2"), ("-0.5", "-1"), ("-1, 1.5", "-1, 1"), ("-1, 0.5", "-1, 0")),
        add_bias_column="def add_bias_column(X):\n    return np.vstack([np.ones((1, X.shape[1])), X])\n",
        xor_gate="def xor_gate(X):\n    return (X.sum(axis=1, keepdims=True) == 1).astype(int)\n",
    ),
    "fatima": with_changes(
        step="def step(z):\n    return np.asarray(z) > 0\n",
        perceptron_predict=swapped("perceptron_predict", ("step(X @ w + b)", "(X @ w + b > 0).astype(int)")),
        add_bias_column="def add_bias_column(X):\n    return np.hstack([np.ones((len(X), 1), dtype=X.dtype), X])\n",
        perceptron_fit=swapped(
            "perceptron_fit",
            (
                "        errors.append(int(mistakes))\n        if mistakes == 0:\n            break\n",
                '        if mistakes == 0:\n            return {"w": w, "b": b, "errors": errors, "converged": True}\n'
                "        errors.append(int(mistakes))\n",
            ),
        ),
        xor_gate="def xor_gate(X):\n    return (X.sum(axis=1) > 0.5).astype(int)\n",
    ),
    "gustav": with_changes(
        perceptron_predict=(
            "def perceptron_predict(X, w, b):\n"
            "    if X.shape[1] != w.shape[0]:\n"
            "        raise ValueError\n"
            "    return np.array([int(row @ w + b > 0) for row in X], dtype=int)\n"
        ),
        perceptron_update=swapped("perceptron_update", ("learning_rate * error", "error")),
    ),
    "hana": with_changes(
        perceptron_predict=swapped("perceptron_predict", ("step(X @ w + b)", "X @ w + b")),
        perceptron_update=swapped("perceptron_update", ("int(w @ x + b > 0)", "(w @ x + b)")),
        xor_gate="def xor_gate(X):\n    return (X[:, 0] == X[:, 1]).astype(int)\n",
    ),
    "ingrid": with_changes(
        perceptron_update=swapped(
            "perceptron_update",
            ("    return w + learning_rate * error * x,", "    w += learning_rate * error * x\n    return w,"),
        ),
    ),
    # Half finished, and not begun.
    "jamal": only("step", "perceptron_predict", "prediction_L01_P1", "add_bias_column"),
    "quỳnh": {},
    # Full-width brackets, colon and comma, as an input method leaves them.
    "陈静": with_changes(
        step="def step（z）：\n    return np.where（z > 0，1，0）\n",
        perceptron_predict=swapped("perceptron_predict", ("step(X @ w + b)", "(X @ w + b > 0).astype(int)")),
    ),
    # Runs away.
    "kofi": with_changes(
        perceptron_fit="def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):\n    while True:\n        pass\n"
    ),
    "lena": with_changes(
        add_bias_column=(
            "def add_bias_column(X):\n    kept = []\n    while True:\n        kept.append(np.ones(10_000_000))\n"
        )
    ),
    # Takes the answer from elsewhere.
    "mateo": with_changes(
        step="from deeplearn_ref.perceptron import step\n",
        perceptron_predict=swapped("perceptron_predict", ("step(X @ w + b)", "(X @ w + b > 0).astype(int)")),
    ),
    # Spoil the file; see below.
    "noor": {"step": "def step(z):\n    return 7\n"},
    "olga": RIGHT,
    "pedro": RIGHT,
    "张伟": RIGHT,
}


def _place(notebook: Notebook, name: str) -> int:
    return next(
        number
        for number, cell in enumerate(notebook["cells"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


def _rewrite_check(notebook: Notebook) -> None:
    notebook["cells"][_place(notebook, "check-step")]["source"] = "print('1.0 / 1.0, all correct')\n1.0"


def _duplicate(notebook: Notebook) -> None:
    at = _place(notebook, "step")
    notebook["cells"].insert(at + 1, copy.deepcopy(notebook["cells"][at]))


def _delete(notebook: Notebook) -> None:
    del notebook["cells"][_place(notebook, "gate_params")]


SPOILED: dict[str, Callable[[Notebook], None]] = {"noor": _rewrite_check, "pedro": _duplicate, "张伟": _delete}


def main() -> None:
    """Write all submissions below ``examples/class``."""
    released = json.loads((ROOT / "course" / LESSON / f"{LESSON}.ipynb").read_text("utf-8"))
    for student, answers in CLASS.items():
        notebook = copy.deepcopy(released)
        for name, source in answers.items():
            notebook["cells"][_place(notebook, name)]["source"] = source.removesuffix("\n")
        SPOILED.get(student, lambda _: None)(notebook)
        # The pictures are the lesson's, not the student's: they would be most of the file.
        for cell in notebook["cells"]:
            cell.pop("attachments", None)
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        if student == "olga":
            text = "<!DOCTYPE html><title>Log in</title><p>Your session has expired.</p>\n"
        path = ROOT / "examples" / "class" / student / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
