"""The frame of every page that we write: both languages, a switch without scripts, nothing from elsewhere."""

import html
import re

from lessonkit.language import Text

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
"""Content security policy: no scripts, no requests."""

PAGE_STYLE = """
:root { color-scheme: light dark; }
body { background: Canvas; color: CanvasText;
  font: 16px/1.55 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.7rem; margin: .6rem 0; } h2 { font-size: 1.25rem; margin: 1.8rem 0 .5rem; }
table { border-collapse: collapse; } .wide { overflow-x: auto; }
th, td { text-align: left; padding: .3rem .7rem; border-bottom: 1px solid rgba(128,128,128,.4); vertical-align: top; }
code { font-family: ui-monospace, monospace; font-size: .92em; }
.bar { display: inline-block; height: .9em; background: #0072B2; vertical-align: middle; }
.spread { display: inline-flex; align-items: flex-end; gap: 2px; height: 1.6em; border-bottom: 1px solid; }
.spread i { width: .55em; background: #0072B2; } .spread i:last-child { background: #009E73; }
.alarm { border: 3px solid #c0392b; padding: .6rem 1rem; font-weight: 700; }
.language { position: sticky; top: 0; z-index: 1; background: Canvas; padding: .4rem 0;
  border-bottom: 1px solid rgba(128,128,128,.4); } .language label { margin-right: 1.2rem; }
pre { overflow-x: auto; padding: .6rem .8rem; border: 1px solid rgba(128,128,128,.35); border-radius: 4px; }
img { max-width: 100%; background: #fff; } .comment { border-left: 6px solid #0072B2; padding: .2rem .9rem; }
math { font-family: "STIX Two Math", "Cambria Math", "DejaVu Math TeX Gyre", math, serif; }
math[display="block"] { margin: .8rem 0; } section { margin: .8rem 0; }
td .lang-en, td .lang-zh, th .lang-en, th .lang-zh { display: block; }
.deeplearn-result :is(th, td) > span { display: inline !important; }
main { overflow-wrap: break-word; }
@media (max-width: 40rem) { /* a phone: what is wide scrolls by itself, a result's parts stand below each other */
  section { overflow-x: auto; overflow-y: hidden; }
  .deeplearn-result :is(table, tbody, tr) { display: block; }
  .deeplearn-result :is(th, td) { display: inline-block; max-width: 100%; overflow-wrap: anywhere;
    border: 0; }
}
.count { white-space: nowrap; } .count .lang-en, .count .lang-zh { display: inline; }
@media (prefers-color-scheme: dark) {
  a { color: #9db8ff; } .deeplearn-result [style*="color:#1a7f5a"] { color: #6fd3a8 !important; }
  .deeplearn-result [style*="color:#c0392b"] { color: #ff9d8f !important; }
  .deeplearn-result [style*="color:#b26a00"] { color: #f0b75f !important; }
  .deeplearn-result [style*="color:#767676"] { color: #b5b5b5 !important; }
}
body:has(#choose-en:checked) :is(.lang-zh, [lang|="zh"]):not(.language *),
body:has(#choose-zh:checked) :is(.lang-en, [lang|="en"]):not(.language *)
  { position: absolute; visibility: hidden; height: 0; overflow: hidden; }
"""

SWITCH = (
    '<div class="language" role="radiogroup" aria-label="Language · 语言">'
    '<label><input type="radio" name="language" id="choose-both" checked> English + 中文</label>'
    '<label><input type="radio" name="language" id="choose-en"> English</label>'
    '<label><input type="radio" name="language" id="choose-zh"> 中文</label></div>'
)


def both(text: Text) -> str:
    """Return a text in both languages as HTML; what stands between backticks becomes code."""
    english = f'<span lang="en" class="lang-en">{_marked(text.en)}</span>'
    return f'{english} <span lang="zh-Hans" class="lang-zh">{_marked(text.zh)}</span>'


def page(title: Text, body: str, style: str = PAGE_STYLE) -> str:
    """Return a whole page around a body that is HTML already."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title.en)} · {html.escape(title.zh)}</title><style>{style}</style></head>"
        f"<body>{SWITCH}<main>{body}</main></body></html>\n"
    )


def _marked(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))
