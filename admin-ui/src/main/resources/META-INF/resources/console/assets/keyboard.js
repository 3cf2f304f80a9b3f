// "/" searches, "g" and a letter goes, "j"/"k" walk a list, "?" lists these, Esc leaves a field.
(() => {
  let leading = 0;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("tr[data-href]")];

  const walk = (step) => {
    const all = rows();
    if (all.length === 0) {
      document.querySelector(step > 0 ? "a[rel='next']" : "a[rel='prev']")?.click();
      return;
    }
    const at = all.findIndex((row) => row.classList.contains("picked"));
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    all[at]?.classList.remove("picked");
    next.classList.add("picked");
    next.querySelector("a")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (document.querySelector("dialog:modal")) return;
    if (Date.now() - leading < 1500) {
      leading = 0;
      const place = document.querySelector(`a[data-go="${CSS.escape(event.key)}"]`);
      if (place) {
        event.preventDefault();
        place.click();
      }
      return;
    }
    if (event.key === "g") leading = Date.now();
    else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "/") {
      const search = document.querySelector("input[type='search']");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    } else if (event.key === "?") document.getElementById("shortcuts")?.showModal();
  });
})();
