// How long support's visit goes on, by the minute; when it is over, the page shows that by itself. Loaded by portal.js.

let ticking;
let seen;
let since;
function arrive() {
  clearInterval(ticking);
  const banner = document.querySelector("[data-visit]");
  if (!banner) {
    return;
  }
  // This machine's clock may be wrong, so only its seconds are used.
  const lasts = Date.parse(banner.dataset.visit) - Date.parse(banner.dataset.now);
  if (banner.dataset.now !== seen) {
    // What of a page comes later, streamed, begins nothing anew.
    seen = banner.dataset.now;
    since = performance.now();
  }
  const left = banner.querySelector("[data-left]");
  banner.dataset.ticks = banner.dataset.now;
  ticking = setInterval(() => {
    const rest = lasts - (performance.now() - since);
    if (rest <= 0) {
      clearInterval(ticking);
      location.reload();
      return;
    }
    const minutes = String(Math.max(1, Math.ceil(rest / 60_000)));
    left.textContent = left.textContent.replace(/\d+/, minutes);
    document.title = document.title.replace(/^\[\d+/, `[${minutes}`);
  }, 5000);
}

arrive();
window.Blazor?.addEventListener("enhancedload", arrive);
