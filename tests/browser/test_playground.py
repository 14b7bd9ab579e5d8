"""The playground in a real browser: played, stopped, changed by mouse and keyboard, sent as text, in both languages."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .figures import Open, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = """import gc
import ipywidgets, matplotlib.pyplot as plt
from deeplearn_ref.playground import FUNCTIONS, Session
from lessonkit import language, widgets
language.switch()"""
SHOWN = "widgets.playground(Session, FUNCTIONS, lent=FUNCTIONS)"
FAILING = """def update_params(params, grads, learning_rate):
    return params[0]
widgets.playground(Session, {"update_params": update_params}, lent=FUNCTIONS)"""
MOVES = 100


def settled(figure: Locator) -> None:
    expect(figure).to_have_attribute("data-playing", "false", timeout=60_000)
    expect(figure).to_have_attribute("data-busy", "false")


def heap(page: Page) -> int:
    """Return the bytes that the page's JavaScript holds, after its garbage is collected."""
    client = page.context.new_cdp_session(page)
    client.send("HeapProfiler.collectGarbage")
    used = client.send("Runtime.getHeapUsage")["usedSize"]
    client.detach()
    return int(used)


def kernel(page: Page) -> list[int]:
    """Return how many objects and widgets the kernel holds, garbage collected, and how many figures are open."""
    told = page.evaluate(
        """async (code) => {
            const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
            const reply = await kernel.requestExecute({ code: '', user_expressions: { told: code } }).done;
            return reply.content.user_expressions.told.data['text/plain'];
        }""",
        "(gc.collect() and 0) or [len(gc.get_objects()), len(ipywidgets.widgets.widget._instances), len(plt.get_fignums())]",
    )
    return [int(number) for number in re.findall(r"\d+", told)]


def test_a_network_is_built_trained_and_sent_as_text(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, SHOWN, FAILING)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    figure, failing = page.locator("div[data-playground]").nth(0), page.locator("div[data-playground]").nth(1)
    network, plane = figure.locator("canvas[tabindex='0']").nth(0), figure.locator("canvas[tabindex='0']").nth(1)
    button = lambda name: figure.get_by_role("button", name=name, exact=True)  # noqa: E731
    text, trouble = figure.get_by_role("textbox"), figure.locator("[aria-live=polite]")
    has = lambda name, value: expect(figure).to_have_attribute(f"data-{name}", value, timeout=30_000)  # noqa: E731

    # by keyboard, in English: an epoch, play and pause, units, start again
    speak(page, "en")
    has("epoch", "0")
    plane.focus()
    plane.press("Enter")
    has("epoch", "1")
    plane.press(" ")
    expect(button("❚❚ pause")).to_be_visible()
    page.wait_for_function("Number(document.querySelector('div[data-playground]').dataset.epoch) > 5")
    plane.press(" ")
    settled(figure)
    epoch = int(figure.get_attribute("data-epoch") or 0)
    page.wait_for_timeout(300)
    has("epoch", str(epoch))  # it has stopped
    network.focus()
    network.press("ArrowLeft")
    has("unit", "0 0")
    network.press("ArrowDown")
    has("unit", "0 1")
    expect(figure).to_contain_text("Large picture: layer 1, unit 2. Its weights:")
    assert "layer 1, unit 2" in (network.get_attribute("aria-label") or "")
    screenshot(page, "en")
    network.press("Escape")
    has("unit", "output")
    network.press("Home")
    has("epoch", "0")

    # by mouse, in Chinese: the labels follow, the experiment stays
    speak(page, "zh")
    expect(button("▶ 播放")).to_be_visible()
    expect(figure.get_by_label("优化器", exact=True)).to_have_value("sgd")
    figure.get_by_label("实验", exact=True).select_option("bare")
    has("playground", re.compile(r"pg1_xor_n20_m100_none_.*_e0"))
    expect(figure).to_contain_text("没有隐藏层，这个网络最好能做到什么程度？")
    figure.get_by_role("button", name="增加一个隐藏层").click()
    figure.get_by_role("button", name="第 1 层：减少一个单元").click()
    figure.get_by_label("第 1 层：激活函数", exact=True).select_option("relu")
    figure.get_by_label("学习率", exact=True).select_option("0.1")
    button("月牙").click()
    has("playground", "pg1_moons_n20_m100_3r_xavier_sgd_r0.1_b10_d0_l0_s0_e0")
    button("训练 1 轮").click()
    has("epoch", "1")
    sent, loss = text.input_value(), figure.get_attribute("data-train")
    figure.get_by_label("每画一次训练几轮", exact=True).select_option("20")
    button("▶ 播放").click()
    page.wait_for_function("Number(document.querySelector('div[data-playground]').dataset.epoch) > 40")
    clicked = "(made) => { made.click(); return made.closest('[data-playground]').dataset.playing; }"
    assert button("❚❚ 暂停").evaluate(clicked) == "false"  # at once, not with the next answer: there may be none
    settled(figure)

    # the text: what was sent comes back with its numbers; what is none is answered by a sentence
    text.fill("pg1_moons")
    text.press("Enter")
    expect(trouble).to_contain_text("“pg1_moons”不是游乐场的实验")
    speak(page, "en")
    expect(trouble).to_contain_text("'pg1_moons' is no experiment of the playground")
    text.fill(f" {sent} ")
    button("load").click()
    has("epoch", "1")
    settled(figure)
    expect(trouble).to_be_hidden()
    assert (figure.get_attribute("data-train"), text.input_value()) == (loss, sent)

    # a function of the reader's that returns something else
    expect(failing).to_contain_text("Your own functions at work: update_params.")
    failing.get_by_role("button", name="1 epoch").click()
    expect(failing.locator("[aria-live=polite]")).to_contain_text(
        "update_params returned dict. The playground expected [{"
    )
    expect(failing).to_have_attribute("data-epoch", "0")

    # a hundred moves leave nothing behind
    rate, canvases = figure.get_by_label("learning rate", exact=True), page.locator("canvas").count()
    sizes = []
    for move in range(MOVES):
        rate.select_option("0.3" if move % 2 else "0.1")
        has("playground", re.compile("_r0.3_" if move % 2 else "_r0.1_"))
        if move in (MOVES // 5, MOVES - 1):
            settled(figure)
            sizes.append((heap(page), *kernel(page)))
    (bytes_before, objects_before, widgets_before, _), (bytes_after, objects_after, widgets_after, figures) = sizes
    assert bytes_after < bytes_before + 1_000_000, sizes
    assert objects_after < objects_before + 500, sizes
    assert (widgets_after, figures) == (widgets_before, 0)
    assert page.locator("canvas").count() == canvases
    print(sizes)
    assert not errors
    screenshot(page, "after")


def test_it_runs_in_notebook_7_in_both_languages(open_cells: Open) -> None:
    page = open_cells("notebook", SETUP, SHOWN)
    figure = page.locator("div[data-playground]").first
    plane = figure.locator("canvas[tabindex='0']").nth(1)
    for epoch, (state, chinese) in enumerate((("zh", True), ("en", False)), start=1):
        speak(page, state)
        plane.press("Enter")
        expect(figure).to_have_attribute("data-epoch", str(epoch), timeout=30_000)
        assert bool(re.search("[\u4e00-\u9fff]", figure.inner_text())) == chinese
    settled(figure)
