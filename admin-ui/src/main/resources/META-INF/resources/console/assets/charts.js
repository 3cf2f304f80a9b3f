// What stands under the pointer in a chart, at once; without this file the browser shows it after a while.
(() => {
  let tip = null;
  const hide = () => {
    tip?.remove();
    tip = null;
  };
  document.addEventListener("pointermove", (event) => {
    const hit = event.target.closest?.(".plot a")?.querySelector(".hit");
    if (!hit) {
      hide();
      return;
    }
    hit.parentElement.querySelector("title")?.remove();
    if (!tip) {
      tip = document.createElement("div");
      tip.className = "tip";
      tip.setAttribute("aria-hidden", "true");
      document.body.append(tip);
    }
    tip.textContent = hit.dataset.tip;
    const right = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, right)}px`;
    tip.style.top = `${Math.max(8, event.clientY - tip.offsetHeight - 12)}px`;
  });
  document.addEventListener("scroll", hide, { passive: true });
})();
