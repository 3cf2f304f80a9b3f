// Keeps "3 min ago" true while a page stays open.
(() => {
  const written = (seconds) => {
    if (seconds < 0) return null;
    if (seconds < 5) return "just now";
    if (seconds < 60) return `${seconds} s ago`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
    if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
    if (seconds < 7 * 86400) return `${Math.floor(seconds / 86400)} d ago`;
    return null;
  };
  setInterval(() => {
    const now = Date.now();
    for (const time of document.querySelectorAll("time[datetime]")) {
      const text = written(Math.floor((now - Date.parse(time.dateTime)) / 1000));
      if (text !== null && time.textContent !== text) time.textContent = text;
    }
  }, 15000);
})();
