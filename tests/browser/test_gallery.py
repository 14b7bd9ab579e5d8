"""All interactive pictures at once, in one page and one kernel: keys, languages, memory, a restart, a closed tab."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from lessonkit import widgets

from .figures import Open
from .gallery import PICTURES, SETUP, SHOW

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHINESE = re.compile("[\u4e00-\u9fff]")
JUPYTER_ITSELF = (  # what Notebook 7.6 and JupyterLab say of themselves now and then, while they or a kernel start
    "reading 'schema'",
    "'filebrowser:open-path' not registered",
    "Kernel message validation error",
    "@jupyterlite/pyodide-kernel-extension",  # installed here for the browser edition; JupyterLab can't use it
)
PLOT = "plots.errors_per_epoch({'AND': [1, 3, 0]})"
ENDS = """import matplotlib.pyplot as plt
from pathlib import Path
resident = int(Path("/proc/self/statm").read_text().split()[1]) * 4096
print("figures", len(plt.get_fignums()), "bytes", resident)"""
# The cell above the last one, once more; its output when the kernel has done all that was asked before.
AGAIN = """async () => {
    const { content } = jupyterapp.shell.currentWidget;
    content.activeCellIndex = content.widgets.length - 2;
    await jupyterapp.commands.execute('notebook:run-cell');
    return content.activeCell.outputArea.node.innerText;
}"""
# What a picture shows: its drawings, its words, what it says of itself, where its sliders stand.
STATE = """(number) => {
    const figure = document.querySelectorAll('.deeplearn-figure')[number];
    const drawings = [...figure.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL());
    const sliders = [...figure.querySelectorAll('input')].map((input) => input.value);
    return JSON.stringify([drawings, figure.textContent, sliders]);
}"""
# Press keys on a drawing, or buttons where it has no keys, to and fro; the browser may paint between.
MOVE = """async ([number, moves, times]) => {
    const figure = document.querySelectorAll('.deeplearn-figure')[number];
    const drawing = figure.querySelector('[tabindex="0"]');
    for (let time = 0; time < times; time++) {
        const move = moves[time % 2];
        if (/^Arrow/.test(move)) drawing.dispatchEvent(new KeyboardEvent('keydown', { key: move, bubbles: true }));
        else [...figure.querySelectorAll('button')].find((button) => button.textContent === move).click();
        if (/NaN|undefined|Infinity/.test(figure.textContent)) throw new Error(figure.textContent);
        if (time % 10 === 9) await new Promise(requestAnimationFrame);
    }
}"""
SPEAK = "(state) => document.querySelector(`.deeplearn-language input[value=${state}]`).click()"
HELD = ("JSHeapUsedSize", "Nodes", "JSEventListeners")
THEME = "(theme) => jupyterapp.commands.execute('apputils:change-theme', { theme })"
RESTART = """async () => {
    const { session } = jupyterapp.shell.currentWidget.sessionContext;
    await session.kernel.restart();
    while (session.kernel.status !== 'idle') await new Promise((resolve) => setTimeout(resolve, 100));
}"""


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the page says went wrong, as it happens."""
    heard: list[str] = []

    def hear(told: str) -> None:
        # Our code is run from a blob, anywidget's way: what has that in its stack is never Jupyter's own.
        if "blob:" in told or not any(known in told for known in JUPYTER_ITSELF):
            heard.append(told)

    page.on("console", lambda message: hear(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: hear(error.stack or str(error)))
    return heard


def test_the_gallery_is_complete() -> None:
    assert set(PICTURES) == set(widgets.__all__) - {"Sentence", "playground"}


def test_every_picture_moves_by_keyboard_in_both_languages_in_notebook_7(
    open_cells: Open,
    complaints: list[str],
    screenshot,  # type: ignore[no-untyped-def]
) -> None:
    page = open_cells("notebook", SETUP + "language.switch()", SHOW)
    figures = page.locator(".deeplearn-figure")
    expect(figures).to_have_count(len(PICTURES))
    for state, chinese in (("zh", True), ("en", False)):
        page.locator(f".deeplearn-language input[value={state}]").check()
        for number, (name, (_, moves)) in enumerate(PICTURES.items()):
            figure = figures.nth(number)
            assert bool(CHINESE.search(figure.inner_text())) == chinese, (name, state)
            before = page.evaluate(STATE, number)
            move = moves[0] if chinese else moves[1]
            if move.startswith("Arrow"):
                figure.locator('[tabindex="0"]').first.press(move)
            else:
                figure.get_by_role("button", name=move, exact=True).press("Enter")
            page.wait_for_function(f"([number, before]) => ({STATE})(number) !== before", arg=[number, before])
        screenshot(page, state)
    assert complaints == []


def test_nothing_leaks_and_nothing_breaks_when_kernel_or_tab_goes(
    open_cells: Open,
    page: Page,
    complaints: list[str],
    screenshot,  # type: ignore[no-untyped-def]
) -> None:
    """Do 100 moves of every picture leave memory flat; a change of theme, a restart and a closed tab no error?"""
    page = open_cells("lab", SETUP + "language.switch()", PLOT, SHOW, ENDS)
    expect(page.locator(".deeplearn-figure")).to_have_count(len(PICTURES))
    meter = page.context.new_cdp_session(page)
    _move_all(page, 20)
    (_, resident), before = _kernel(page), _memory(page, meter)
    _move_all(page, 100)
    for state in ("zh", "en") * 5:  # plots are drawn anew by matplotlib
        page.evaluate(SPEAK, state)
    (figures, grown), after = _kernel(page), _memory(page, meter)
    assert figures == 0
    assert grown < resident + 30e6, (resident, grown)
    assert after["JSHeapUsedSize"] < before["JSHeapUsedSize"] + 3e6, (before, after)
    assert after["Nodes"] < before["Nodes"] * 1.02, (before, after)
    assert after["JSEventListeners"] < before["JSEventListeners"] * 1.02, (before, after)
    assert page.locator("[data-mime-type*=error], [data-mime-type*=stderr]").count() == 0
    assert complaints == []
    drawn = page.evaluate(STATE, 0)
    page.evaluate(THEME, "JupyterLab Dark")
    page.wait_for_function(f"(before) => ({STATE})(0) !== before", arg=drawn)  # the ink is that of the page again
    page.wait_for_timeout(700)
    screenshot(page, "dark")
    page.evaluate(THEME, "JupyterLab Light")
    page.wait_for_function(f"(before) => ({STATE})(0) === before", arg=drawn)
    page.evaluate(RESTART)
    _move_all(page, 4)
    page.wait_for_timeout(1000)
    assert page.locator("[data-mime-type*=error], [data-mime-type*=stderr]").count() == 0
    assert complaints == []
    page.evaluate("jupyterapp.shell.currentWidget.close()")
    page.wait_for_timeout(1500)  # a timer that was left would draw by now
    assert complaints == []


def _move_all(page: Page, times: int) -> None:
    for number, (_, moves) in enumerate(PICTURES.values()):
        page.evaluate(MOVE, [number, list(moves), times])
    page.evaluate("new Promise(requestAnimationFrame)")


def _kernel(page: Page) -> tuple[int, int]:
    """Return the number of open figures and the bytes of the kernel, after all that was asked."""
    _, figures, _, resident = page.evaluate(AGAIN).split()
    return int(figures), int(resident)


def _memory(page: Page, meter: CDPSession) -> dict[str, float]:
    """Return what the page holds: of each number the least of a few seconds, for what only waits to be cleared away.

    Right after the moves a busy browser still holds megabytes that are gone with the next collection.
    """
    meter.send("HeapProfiler.enable")
    meter.send("Performance.enable")
    seen = []
    for _ in range(6):
        meter.send("HeapProfiler.collectGarbage")
        metrics = meter.send("Performance.getMetrics")["metrics"]
        seen.append({each["name"]: each["value"] for each in metrics if each["name"] in HELD})
        page.wait_for_timeout(500)
    return {name: min(numbers[name] for numbers in seen) for name in HELD}
