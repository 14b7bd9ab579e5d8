// A prebuilt JupyterLab and Notebook extension without a bundler: this file is the module-federation container that
// JupyterLab loads, and the plugins themselves: the language switch, and a launcher card for each lesson. It asks the
// application for tokens, a widget class and icons at run time.
(() => {
  const NAME = "deeplearn-course";
  const KEY = "course-lang";
  const STATES = [
    ["en", "English"],
    ["zh", "中文"],
    ["both", "English + 中文"],
  ];
  const root = document.documentElement;
  let scope;

  const shared = async (name) => {
    const versions = Object.values(scope[name]);
    const newest = versions.find((entry) => entry.loaded) || versions[versions.length - 1];
    return (await newest.get())();
  };

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function set(state) {
    root.dataset.courseLang = state;
    try {
      localStorage.setItem(KEY, state);
    } catch {}
  }

  // Before the reader chooses: a Chinese interface shows the Chinese lesson, any other shows both languages.
  function first(translator) {
    const saved = remembered();
    if (STATES.some(([state]) => state === saved)) return saved;
    return (translator?.languageCode || "").toLowerCase().startsWith("zh") ? "zh" : "both";
  }

  // The rules are those of lessonkit/static/language.css; a test compares them.
  const RULES = `
html[data-course-lang="en"] :is([lang|="zh"], .lang-zh):not(html),
html[data-course-lang="zh"] :is([lang|="en"], .lang-en):not(html),
html:not([data-course-lang]):has(.deeplearn-language input[value="en"]:checked) :is([lang|="zh"], .lang-zh),
html:not([data-course-lang]):has(.deeplearn-language input[value="zh"]:checked) :is([lang|="en"], .lang-en):not(html) {
  position: absolute !important;
  visibility: hidden !important;
  height: 0 !important;
  overflow: hidden !important;
}
html[data-course-lang="en"] .deeplearn-language :is([lang|="zh"], .lang-zh),
html[data-course-lang="zh"] .deeplearn-language :is([lang|="en"], .lang-en),
html:not([data-course-lang]) .deeplearn-language [lang] {
  position: static !important;
  visibility: visible !important;
  height: auto !important;
}
`;

  function selector() {
    const box = document.createElement("div");
    box.className = "deeplearn-toolbar-language";
    const select = document.createElement("select");
    select.setAttribute("aria-label", "Language of the lesson · 课文的语言");
    select.title = "Language of the lesson · 课文的语言";
    select.style.cssText = "margin:0 6px;height:22px;font:inherit;color:inherit;background:transparent";
    for (const [state, name] of STATES) select.add(new Option(name, state));
    const follow = () => (select.value = root.dataset.courseLang || "both");
    select.addEventListener("change", () => set(select.value));
    new MutationObserver(follow).observe(root, { attributes: true, attributeFilter: ["data-course-lang"] });
    follow();
    box.append(select);
    return box;
  }

  async function language() {
    const [{ INotebookTracker }, { ICommandPalette }, { ITranslator }, { Widget }] = await Promise.all([
      shared("@jupyterlab/notebook"),
      shared("@jupyterlab/apputils"),
      shared("@jupyterlab/translation"),
      shared("@lumino/widgets"),
    ]);
    const { IMarkdownViewerTracker } = await shared("@jupyterlab/markdownviewer").catch(() => ({}));
    return {
      id: `${NAME}:language`,
      autoStart: true,
      requires: [INotebookTracker],
      optional: [ICommandPalette, ITranslator, IMarkdownViewerTracker].filter(Boolean),
      activate: (app, notebooks, palette, translator, pages) => {
        const style = document.createElement("style");
        style.textContent = RULES;
        document.head.append(style);
        root.dataset.courseLang = root.dataset.courseLang || first(translator);
        const dress = (panel) => {
          if (panel.toolbar && !panel.node.querySelector(".deeplearn-toolbar-language")) {
            const item = new Widget({ node: selector() });
            if (!panel.toolbar.insertAfter("cellType", "course-language", item)) {
              panel.toolbar.insertItem(10, "course-language", item);
            }
          }
        };
        notebooks.widgetAdded.connect((_, panel) => panel.context.ready.then(() => dress(panel)));
        // The welcome page is Markdown.
        pages?.widgetAdded.connect((_, page) => page.context.ready.then(() => dress(page)));
        notebooks.forEach((panel) => panel.context.ready.then(() => dress(panel)));
        for (const [state, name] of STATES) {
          const command = `${NAME}:${state}`;
          app.commands.addCommand(command, {
            label: `Course language · 课文语言: ${name}`,
            isToggled: () => root.dataset.courseLang === state,
            execute: () => set(state),
          });
          if (palette) palette.addItem({ command, category: "Course · 课程" });
        }
      },
    };
  }

  // The page that `deeplearn lab` writes anew at each start: it names what lies in the folder, in both languages.
  const WELCOME = "welcome.md";
  const OURS = "<!-- deeplearn lab writes this page anew -->";

  // The welcome page and all that it links to, as [{ path, en, zh }]; nothing where the page is another's.
  function listed(page) {
    if (!page.startsWith(OURS)) return [];
    const title = (lang) => page.match(new RegExp(`^# .*<span lang="${lang}">(.*?)</span>`, "m"))?.[1] || WELCOME;
    const links = (lang) => {
      const part = page.split(`<div lang="${lang}">`)[1]?.split("</div>")[0] || "";
      return new Map([...part.matchAll(/\[([^\]]+)\]\(([\w/-]+\.ipynb)\)/g)].map(([, name, path]) => [path, name]));
    };
    const chinese = links("zh-Hans");
    const lessons = [...links("en")].sort().map(([path, name]) => ({
      path,
      en: name[0].toUpperCase() + name.slice(1),
      zh: chinese.get(path) || name,
    }));
    return [{ path: WELCOME, en: title("en"), zh: title("zh") }, ...lessons];
  }

  async function launcher() {
    const [{ ILauncher }, { notebookIcon, markdownIcon }] = await Promise.all([
      shared("@jupyterlab/launcher"),
      shared("@jupyterlab/ui-components"),
    ]);
    // In both languages a lesson's number stands only once.
    const inLanguage = ({ en, zh }) => ({ en, zh })[root.dataset.courseLang] || `${en} · ${zh.replace(/^\d+ /, "")}`;
    return {
      id: `${NAME}:launcher`,
      autoStart: true,
      optional: [ILauncher],
      // Not awaited: the application need not wait for the cards, and without the page there are none.
      activate: (app, cards) => void (cards && fill(app, cards).catch(() => {})),
    };

    async function fill(app, cards) {
      const { contents } = app.serviceManager;
      const folder = (await contents.get("", { content: true })).content;
      if (!folder.some(({ path }) => path === WELCOME)) return;
      const pages = listed((await contents.get(WELCOME, { type: "file", format: "text", content: true })).content);
      const command = `${NAME}:open`;
      app.commands.addCommand(command, {
        label: inLanguage,
        caption: inLanguage,
        icon: ({ path }) => (path === WELCOME ? markdownIcon : notebookIcon),
        // The launcher gives its place to the widget that this returns.
        execute: ({ path }) => app.commands.execute("docmanager:open", { path }),
      });
      let shown = [];
      const show = () => {
        const category = inLanguage({ en: "Course", zh: "课程" });
        shown.forEach((card) => card.dispose());
        shown = pages.map((args, rank) => cards.add({ command, args, category, rank }));
      };
      new MutationObserver(show).observe(root, { attributes: true, attributeFilter: ["data-course-lang"] });
      show();
    }
  }

  const container = {
    init: (given) => {
      scope = given;
    },
    get: async (name) => {
      if (name !== "./extension") throw new Error(`${NAME} has no module ${name}`);
      // Where the application has no launcher, such as Notebook 7, only the language remains.
      const plugins = [await language(), await launcher().catch(() => null)].filter(Boolean);
      return () => ({ __esModule: true, default: plugins });
    },
  };
  globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
  globalThis._JUPYTERLAB[NAME] = container;
})();
