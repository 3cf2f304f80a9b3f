// Copy buttons, dialogs, focus on the first error, rows that open, and forms that ask first.
// Every page works without this file.
(() => {
  const copied = (button) => {
    const status = document.getElementById("toasts");
    const before = button.innerHTML;
    button.dataset.done = "true";
    button.querySelector("use")?.setAttribute("href", button.querySelector("use").getAttribute("href").replace("#copy", "#check"));
    status.setAttribute("aria-live", "polite");
    const word = document.createElement("p");
    word.className = "unseen";
    word.textContent = "Copied";
    status.append(word);
    setTimeout(() => { button.innerHTML = before; delete button.dataset.done; word.remove(); }, 1600);
  };

  const textOf = (button) =>
    button.dataset.copy ?? document.getElementById(button.dataset.copyFrom)?.textContent ?? "";

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy], button[data-copy-from]");
    if (button && !button.dataset.done) {
      try {
        await navigator.clipboard.writeText(textOf(button));
      } catch {
        const area = document.createElement("textarea");
        area.value = textOf(button);
        (button.closest("dialog") ?? document.body).append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      copied(button);
      return;
    }
    const preset = event.target.closest("button[data-fill]");
    if (preset) {
      const field = document.getElementById(preset.dataset.fill);
      field.value = preset.dataset.value;
      const also = document.getElementById(preset.dataset.also);
      if (also && !also.value) also.value = preset.dataset.value;
      field.focus();
      return;
    }
    const row = event.target.closest("tr[data-href]");
    if (row && !event.target.closest("a, button, input, label, form") && !getSelection().toString()) {
      location.assign(row.dataset.href);
    }
  });

  // A menu closes when something beside it is chosen, or by Escape.
  const closeMenus = (but) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== but) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details.menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A dialog marked "kept" holds something shown once: only its own button closes it.
  const openDialogs = (root) => {
    for (const dialog of root.querySelectorAll("dialog[data-open]")) {
      dialog.removeAttribute("open");
      dialog.classList.remove("plain");
      dialog.showModal();
      if (dialog.dataset.open === "kept") {
        dialog.addEventListener("cancel", (event) => event.preventDefault());
        // A browser lets a second Escape through; and after a click beside it the key is not the dialog's.
        document.addEventListener(
          "keydown",
          (event) => {
            if (event.key === "Escape" && dialog.open) event.preventDefault();
          },
          true,
        );
      }
    }
  };

  const focusFirstError = (root) => root.querySelector("[aria-invalid='true']")?.focus();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = form.dataset.ask;
    if (question && !confirm(question)) {
      event.preventDefault();
      return;
    }
    if (form.method === "get") {
      for (const field of form.elements) {
        if (field.name && field.value === "") field.disabled = true;
      }
      setTimeout(() => { for (const field of form.elements) field.disabled = false; });
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-submit-on-change]") && !event.target.form?.hasAttribute("hx-get")) {
      event.target.form.requestSubmit();
    }
  });

  // Type-the-name: the button wakes up when the name is right (the server checks it again).
  document.addEventListener("input", (event) => {
    const wanted = event.target.dataset.mustBe;
    if (wanted !== undefined) {
      event.target.form.querySelector("button[data-guarded]").disabled = event.target.value !== wanted;
    }
  });
  const guard = (root) => {
    for (const field of root.querySelectorAll("input[data-must-be]")) {
      field.form.querySelector("button[data-guarded]").disabled = field.value !== field.dataset.mustBe;
    }
  };

  // The provider's id follows its name until someone edits it.
  const slug = (name) =>
    name.toLowerCase().replace(/[^a-z0-9._-]+/g, "-").replace(/^[^a-z0-9]+|-+$/g, "").slice(0, 63).replace(/-+$/, "");
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset.derivedFrom) field.dataset.edited = field.value ? "true" : "";
    for (const other of document.querySelectorAll(`input[data-derived-from='${field.id}']`)) {
      if (!other.dataset.edited) other.value = slug(field.value);
    }
  });

  const arrive = (root) => { openDialogs(root); focusFirstError(root); guard(root); };
  document.addEventListener("DOMContentLoaded", () => arrive(document));
  document.addEventListener("htmx:afterSwap", (event) => {
    openDialogs(event.target);
    guard(event.target);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const text = event.detail.xhr.status === 401
      ? "You have been signed out. Reload the page to sign in again."
      : "The gateway did not answer as expected. Reload the page.";
    const word = document.createElement("p");
    word.className = "toast";
    word.textContent = text;
    document.getElementById("toasts").replaceChildren(word);
  });
})();
