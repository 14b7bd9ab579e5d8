"""How fast the interactive pictures answer a reader, in JupyterLab in Debian's chromium.

    python benchmarks/pictures.py [ROUNDS [NAME ...]]
    python benchmarks/pictures.py --processor

Opens one notebook with every picture (those of ``tests/browser/gallery.py``, on the reference's functions) and moves
each ROUNDS times, 20 by default: a key on its drawing, and its first slider. Time runs from the input event to the
moment when the browser has painted the change. *Drawn* is the first repaint: what the browser does by itself.
*Answered* is the repaint after the kernel's answer, for moves that need the reader's functions. Then each picture
that plays is played for two seconds and its repaints are counted; last, a plot that matplotlib draws anew in the kernel
is timed from the click on the language switch to the new image. Prints a table.

With ``--processor`` the pictures stand in a bare page without Jupyter, and what a move costs is counted in processor
time, which other programs on the machine do not change: that of the answering function in this process, and that of
the page's main thread.
"""

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]  # in this order: tests has a folder lessonkit too

from browser import conftest  # noqa: E402 - the tests' server and browser
from browser.gallery import PICTURES, SETUP, SHOW  # noqa: E402

GOALS = {"drawn": 100, "answered": 250}
PLAYED = {
    "training": "play",
    "learning": "play",
    "live": "play",
    "overfitting": "play",
    "batch_race": "train",
    "landscape": "network 1-2-1",
    "race": "again",
    "heavy_ball": "again",
    "schedule": "again",
}
# A message of the kernel with a picture's answer is told by its method; its arrival is noted before Jupyter reads it.
LISTEN = """(() => {
    window.heard = [];
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
        constructor(...given) {
            super(...given);
            this.addEventListener("message", ({ data }) => {
                const text = typeof data === "string" ? data : new TextDecoder().decode(data);
                if (/"method": ?"custom"/.test(text)) window.heard.push(performance.now());
            });
        }
    };
})();"""
MEASURE = """async ([number, control, rounds]) => {
    const figure = document.querySelectorAll(".deeplearn-figure")[number];
    figure.scrollIntoView();
    const drawn = [];
    const watch = new MutationObserver(() => drawn.push(performance.now()));
    watch.observe(figure.parentElement, { subtree: true, childList: true, attributes: true, characterData: true });
    const painted = () => new Promise((done) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(null);
    }));
    const until = async (happened, limit) => {
        const end = performance.now() + limit;
        while (!happened() && performance.now() < end) await new Promise((again) => setTimeout(again, 1));
        return happened();
    };
    const drawing = figure.querySelector('[tabindex="0"]');
    const range = figure.querySelector("input[type=range]:not(:disabled)");
    const move = (turn) => {
        if (control === "slider") {
            const step = Number(range.step) || 1;
            const by = Math.max(1, Math.round((range.max - range.min) / step / 10)) * step;
            const next = Number(range.value) + (turn % 2 ? -by : by);
            range.value = next > range.max || next < range.min ? Number(range.value) - (turn % 2 ? -by : by) : next;
            range.dispatchEvent(new Event("input", { bubbles: true }));
        } else if (/^Arrow/.test(control[turn % 2])) {
            drawing.dispatchEvent(new KeyboardEvent("keydown", { key: control[turn % 2], bubbles: true }));
        } else [...figure.querySelectorAll("button")].find((one) => one.textContent === control[turn % 2]).click();
    };
    if (control === "slider" && !range) return null;
    const found = { drawn: [], answered: [] };
    for (let turn = 0; turn < rounds; turn++) {
        await until(() => performance.now() - (drawn.at(-1) ?? 0) > 120, 4000); // a walk has ended
        drawn.length = window.heard.length = 0;
        const start = performance.now();
        move(turn);
        if (await until(() => drawn.length, 1000)) found.drawn.push((await painted()) - start);
        if (await until(() => window.heard.length, 400)) {
            await until(() => drawn.some((at) => at >= window.heard[0]), 3000);
            found.answered.push((await painted()) - start);
        }
    }
    watch.disconnect();
    return found;
}"""
PLAY = """async ([number, name]) => {
    const figure = document.querySelectorAll(".deeplearn-figure")[number];
    const canvas = figure.querySelector("canvas");
    const button = [...figure.querySelectorAll("button")].find((one) => one.textContent.toLowerCase().startsWith(name));
    if (!button) return null;
    const shown = [];
    let last = null;
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    let dirty = false;
    CanvasRenderingContext2D.prototype.clearRect = function (...given) {
        dirty ||= this.canvas === canvas;
        return clear.apply(this, given);
    };
    const start = performance.now();
    button.click();
    while (performance.now() - start < 2000) {
        await new Promise(requestAnimationFrame);
        if (dirty) shown.push(performance.now());
        dirty = false;
    }
    CanvasRenderingContext2D.prototype.clearRect = clear;
    return shown.length > 1 ? ((shown.length - 1) / (shown.at(-1) - shown[0])) * 1000 : null;
}"""
PRESS = """(move) => {
    const figure = document.querySelector(".deeplearn-figure");
    const drawing = figure.querySelector('[tabindex="0"]');
    if (/^Arrow/.test(move)) drawing.dispatchEvent(new KeyboardEvent("keydown", { key: move, bubbles: true }));
    else [...figure.querySelectorAll("button")].find((button) => button.textContent === move).click();
}"""
REDRAW = """async (state) => {
    const plot = document.querySelector(".jp-OutputArea-output img");
    const before = plot.src;
    const start = performance.now();
    document.querySelector(`.deeplearn-language input[value=${state}]`).click();
    while (plot.src === before) await new Promise((again) => setTimeout(again, 1));
    await plot.decode();
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
}"""


def opened(page: Page, course: conftest.Course) -> None:
    """Open a notebook with a plot and all pictures in JupyterLab and run it."""
    path = course.home / "91_pictures" / "pictures.ipynb"
    path.parent.mkdir()
    plot = "plots.errors_per_epoch({'AND': [1, 3, 0]})"
    cells = (SETUP + "language.switch()", plot, SHOW, "print('all', 'run')")
    nbformat.write(conftest._notebook(*cells), path)
    page.add_init_script(LISTEN)
    page.goto(course.address("lab", "91_pictures/pictures.ipynb"))
    page.wait_for_selector(".jp-Notebook")
    page.evaluate(conftest.RUN_ALL, "91_pictures/pictures.ipynb")
    expect(page.locator(".jp-OutputArea-output", has_text="all run")).to_be_visible(timeout=120_000)
    page.locator(".deeplearn-language input[value=en]").check()


def measured(page: Page, rounds: int, wanted: set[str]) -> list[dict[str, Any]]:
    """Move and play the pictures named; return a row for each."""
    rows = []
    for number, (name, (_, keys)) in enumerate(PICTURES.items()):
        if name not in wanted:
            continue
        row: dict[str, Any] = {"picture": name}
        for label, control in (("key", list(keys)), ("slider", "slider")):
            found = page.evaluate(MEASURE, [number, control, rounds])
            for kind in GOALS:
                row[f"{label} {kind}"] = found[kind] if found else []
        if name in PLAYED:
            row["frames"] = page.evaluate(PLAY, [number, PLAYED[name]])
        rows.append(row)
        sys.stderr.write(f"{name}\n")
    return rows


def cell(times: list[float], rounds: int) -> str:
    """Return median and 90th percentile in ms, or a dash where most moves had no such repaint."""
    if len(times) < max(2, rounds // 4):
        return "–"
    return f"{statistics.median(times):.0f} ({statistics.quantiles(times, n=10)[-1]:.0f})"


def processor(rounds: int = 20) -> None:
    """Print the processor time of a move of each picture, in a bare page."""
    from autograder.authoring import stills

    space: dict[str, Any] = {}
    exec(SETUP, space)  # noqa: S102 - the code of the gallery
    spent: list[float] = []
    current: list[Any] = [None]

    def answer(request: dict[str, Any]) -> Any:
        start = time.thread_time()
        sent: list[Any] = []
        current[0].send = lambda content, *_: sent.append(content)
        current[0]._handle_custom_msg(request, [])
        text = json.dumps(sent[0])
        spent.append(1000 * (time.thread_time() - start))
        return json.loads(text)

    def task(meter: Any) -> float:
        metrics = meter.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=conftest.CHROMIUM, args=conftest.SWITCHES)
        page = browser.new_page()
        page.expose_function("answer", answer)
        meter = page.context.new_cdp_session(page)
        meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        print("| picture | kernel, ms a move | page, ms a move |\n|---|---|---|")
        for name, (code, keys) in PICTURES.items():
            current[0] = eval(code, space)  # noqa: S307
            stills.show(page, current[0], "en")
            spent.clear()
            before = task(meter)
            for turn in range(rounds):
                page.evaluate(PRESS, keys[turn % 2])
                page.wait_for_timeout(60)
            kernel = f"{statistics.median(spent):.1f}" if spent else "–"
            print(f"| {name} | {kernel} | {(task(meter) - before) / rounds:.1f} |", flush=True)
        browser.close()


def main() -> None:
    """Measure and print."""
    if sys.argv[1:] == ["--processor"]:
        return processor()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    before = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="pictures-", ignore_cleanup_errors=True) as name,
        sync_playwright() as playwright,
    ):
        folder, home = Path(name) / "course", Path(name) / "home"
        folder.mkdir()
        home.mkdir()
        with conftest.served(ROOT, folder, home) as course:
            browser = playwright.chromium.launch(executable_path=conftest.CHROMIUM, args=conftest.SWITCHES)
            page = browser.new_page(viewport={"width": 1300, "height": 2400})
            page.set_default_timeout(120_000)
            opened(page, course)
            rows = measured(page, rounds, set(sys.argv[2:]) or set(PICTURES))
            redraws = [page.evaluate(REDRAW, state) for state in ("zh", "en") * (rounds // 2)]
            version = browser.version
            browser.close()
    columns = [f"{label} {kind}" for label in ("key", "slider") for kind in GOALS]
    loads = f"load {before:.1f} before, {os.getloadavg()[0]:.1f} after"
    machine = f"chromium {version}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}; {loads}; {rounds} moves of each control. Milliseconds: median (90th percentile).\n")
    print("| picture | key: drawn | key: answered | slider: drawn | slider: answered | playing, frames/s |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        frames = row.get("frames")
        shown = [cell(row[column], rounds) for column in columns] + [f"{frames:.0f}" if frames else "–"]
        print(f"| {row['picture']} | {' | '.join(shown)} |")
    print(f"\nA plot of matplotlib, drawn anew in the kernel: {cell(redraws, rounds)} ms.")
    for kind, goal in GOALS.items():
        slow = [
            f"{row['picture']} ({label})" for row in rows for label in ("key", "slider")
            if len(row[f"{label} {kind}"]) > rounds // 4 and statistics.median(row[f"{label} {kind}"]) > goal
        ]  # fmt: skip
        print(f"Slower than {goal} ms when {kind}: {', '.join(slow) or 'none'}.")
    if target := os.environ.get("PICTURES_JSON"):
        Path(target).write_text(json.dumps(rows))


if __name__ == "__main__":
    main()
