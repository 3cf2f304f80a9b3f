// Before the first paint, so that a page chosen dark never flashes white.
try {
  const theme = localStorage.getItem("turnpike-docs-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* storage is switched off: the system's choice holds */ }
