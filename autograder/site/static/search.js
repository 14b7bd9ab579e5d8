// Search without a server: every word of the query must stand in a section; titles count more than texts.
(() => {
  const query = document.querySelector("#query");
  const results = document.querySelector("#results");
  const found = document.querySelector("#found");
  const words = (key) => document.querySelector(`template[data-say="${key}"]`).innerHTML;
  const rows = (window.COURSE_SECTIONS || []).map(([address, pageEn, pageZh, en, zh, text]) => ({
    address,
    page: { en: pageEn, zh: pageZh },
    title: { en, zh },
    text,
    all: [pageEn, pageZh, en, zh, text].join(" ").toLowerCase(),
  }));
  const MOST = 40;

  const has = ({ en, zh }, term) => `${en} ${zh}`.toLowerCase().includes(term);
  const score = (terms, { page, title }) =>
    terms.reduce((sum, term) => sum + (has(title, term) ? 5 : 0) + (has(page, term) ? 2 : 0), 0);

  function excerpt(text, terms) {
    const lower = text.toLowerCase();
    const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
    const start = Math.max(0, (places.length ? Math.min(...places) : 0) - 40);
    return (start ? "… " : "") + text.slice(start, start + 160) + (text.length > start + 160 ? " …" : "");
  }

  function marked(element, text, terms) {
    let rest = text;
    while (rest) {
      const lower = rest.toLowerCase();
      const hits = terms.map((term) => [lower.indexOf(term), term.length]).filter(([place]) => place >= 0);
      if (!hits.length) break;
      const [place, length] = hits.reduce((best, one) => (one[0] < best[0] ? one : best));
      const mark = document.createElement("mark");
      mark.textContent = rest.slice(place, place + length);
      element.append(rest.slice(0, place), mark);
      rest = rest.slice(place + length);
    }
    element.append(rest);
  }

  function search() {
    const asked = query.value.trim().toLowerCase();
    const terms = asked.split(/\s+/).filter((term) => term.length > 1 || /[^\x00-\x7f]/.test(term));
    results.replaceChildren();
    if (!terms.length) {
      found.innerHTML = asked ? words("hint") : "";
      return;
    }
    const hits = rows
      .filter((row) => terms.every((term) => row.all.includes(term)))
      .map((row) => [score(terms, row), row])
      .sort((a, b) => b[0] - a[0]);
    found.innerHTML = hits.length ? words("found").replaceAll("{found}", hits.length) : words("none");
    for (const [, { address, page, title, text }] of hits.slice(0, MOST)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address;
      const same = page.en === page.zh && title.en === title.zh;
      for (const [language, code] of same ? [["en", ""]] : [["en", "en"], ["zh", "zh-Hans"]]) {
        const name = document.createElement("span");
        name.lang = code;
        const whole = title.en === page.en ? page[language] : `${page[language]} › ${title[language]}`;
        marked(name, whole, terms);
        link.append(name, " ");
      }
      const about = document.createElement("p");
      marked(about, excerpt(text, terms), terms);
      item.append(link, about);
      results.append(item);
    }
  }

  query.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) query.value = asked;
  search();
})();
