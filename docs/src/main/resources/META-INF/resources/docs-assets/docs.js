// Copy buttons, tabs of code, search while typing, and the switch of light and dark.
// Every page reads the same without this file.
(() => {
  const say = (text) => { document.getElementById("said").textContent = text; };
  const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* not kept */ } };
  const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };

  // Copying
  for (const figure of document.querySelectorAll("figure.snippet")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(figure.querySelector("code").textContent.trimEnd());
      button.textContent = "Copied";
      say("Copied");
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
    figure.querySelector("figcaption").append(button);
  }

  // Tabs: the language chosen in one place is chosen everywhere.
  const CHOICE = "turnpike-docs-language";
  const groups = [...document.querySelectorAll(".code-tabs")];
  const choose = (label) => {
    for (const group of groups) {
      const figures = [...group.querySelectorAll("figure.snippet")];
      if (!figures.some((figure) => figure.dataset.label === label) && group.dataset.chosen) continue;
      const shown = figures.find((figure) => figure.dataset.label === label) ?? figures[0];
      group.dataset.chosen = shown.dataset.label;
      for (const figure of figures) figure.hidden = figure !== shown;
      for (const tab of group.querySelectorAll("[role=tab]")) {
        const on = tab.textContent === shown.dataset.label;
        tab.setAttribute("aria-selected", on);
        tab.tabIndex = on ? 0 : -1;
      }
    }
  };
  groups.forEach((group, number) => {
    const list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", "Language");
    [...group.querySelectorAll("figure.snippet")].forEach((figure, at) => {
      figure.id = `code-${number}-${at}`;
      figure.setAttribute("role", "tabpanel");
      figure.setAttribute("aria-label", figure.dataset.label);
      const tab = document.createElement("button");
      tab.type = "button";
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", figure.id);
      tab.textContent = figure.dataset.label;
      tab.addEventListener("click", () => { store(CHOICE, tab.textContent); choose(tab.textContent); });
      list.append(tab);
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const tabs = [...list.children];
      const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
    group.prepend(list);
  });
  if (groups.length) choose(stored(CHOICE) ?? groups[0].querySelector("figure.snippet").dataset.label);

  // Light and dark
  const switcher = document.querySelector("[data-theme-switch]");
  switcher.hidden = false;
  switcher.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    store("turnpike-docs-theme", root.dataset.theme);
  });

  // Search while typing
  const form = document.querySelector(".docs-search");
  const field = form.querySelector("input");
  const found = form.querySelector(".found");
  let asked = 0;
  const close = () => { found.hidden = true; };
  field.addEventListener("input", async () => {
    const mine = ++asked;
    const words = field.value.trim();
    if (words.length < 2) return close();
    await new Promise((done) => setTimeout(done, 120));
    if (mine !== asked) return;
    const answer = await fetch(`/docs/search?part=true&q=${encodeURIComponent(words)}`);
    if (mine !== asked || !answer.ok) return;
    found.innerHTML = await answer.text();
    const count = found.querySelectorAll("li").length;
    if (!count) found.textContent = "Nothing found";
    say(`${count} found`);
    found.hidden = false;
  });
  form.addEventListener("keydown", (event) => {
    const links = [...found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); field.focus(); }
    if (event.key === "ArrowDown" && !found.hidden) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)]?.focus(); }
    if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (links[at - 1] ?? field).focus(); }
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, select")) { event.preventDefault(); field.focus(); }
  });

  // Where the reader is: in a long section of the navigation, and in the list of parts
  document.querySelector(".docs-pages [aria-current]")?.closest("details")?.setAttribute("open", "");
  const marks = new Map([...document.querySelectorAll(".docs-parts a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of marks.values()) link.removeAttribute("aria-current");
      marks.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-64px 0px -70% 0px" });
  for (const id of marks.keys()) {
    const heading = document.getElementById(id);
    if (heading) seen.observe(heading);
  }
})();
