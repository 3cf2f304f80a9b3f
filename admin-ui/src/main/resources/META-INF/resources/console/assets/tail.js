// A live list of calls: takes in what arrives, at the top, until it is paused.
// Without this file the page reloads itself instead.
(() => {
  const EVERY = 2000;
  const MOST_ROWS = 300;
  const button = document.querySelector("a[data-tail]");
  const rows = document.getElementById("rows");
  if (!button || !rows) return;
  const state = document.getElementById("tail-state");
  let paused = false;
  let waiting = [];
  let newest = rows.querySelector("tr[data-arrival]")?.dataset.arrival ?? new Date().toISOString();
  const known = new Set([...rows.querySelectorAll("tr[data-id]")].map((row) => row.dataset.id));

  const show = () => {
    for (const row of waiting.reverse()) rows.prepend(row);
    waiting = [];
    while (rows.children.length > MOST_ROWS) {
      known.delete(rows.lastElementChild.dataset.id);
      rows.lastElementChild.remove();
    }
  };

  const tell = () => {
    state.textContent = paused ? (waiting.length ? `Paused, ${waiting.length} waiting` : "Paused") : "Live";
    state.classList.toggle("paused", paused);
    button.textContent = paused ? "Resume" : "Pause";
  };

  const take = async () => {
    const address = button.dataset.tail;
    const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}since=${encodeURIComponent(newest)}`, {
      headers: { "HX-Request": "true" },
    });
    if (answer.status === 401) {
      location.reload();
      return;
    }
    if (!answer.ok) return;
    const part = document.createElement("template");
    part.innerHTML = await answer.text();
    const fresh = [...part.content.querySelectorAll("tr[data-id]")].filter((row) => !known.has(row.dataset.id));
    for (const row of fresh) {
      known.add(row.dataset.id);
      row.classList.add("fresh");
    }
    newest = part.content.querySelector("tr[data-arrival]")?.dataset.arrival ?? newest;
    waiting = [...fresh, ...waiting].slice(0, MOST_ROWS);
    if (!paused) show();
    tell();
  };

  const loop = async () => {
    try {
      if (!document.hidden) await take();
    } catch {
      state.textContent = "The gateway does not answer";
    }
    setTimeout(loop, EVERY);
  };

  button.setAttribute("role", "button");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    paused = !paused;
    if (!paused) show();
    tell();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      button.click();
    }
  });
  setTimeout(loop, EVERY);
})();
