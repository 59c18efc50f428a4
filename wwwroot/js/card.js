// The page with the card: its screen stays lit, and it fetches itself again when nobody else does. Loaded by portal.js.

let lock;
async function stayLit() {
  const isShown = document.querySelector("[data-card]") && document.visibilityState === "visible";
  if (!isShown || !("wakeLock" in navigator) || (lock && !lock.released)) {
    return;
  }
  try {
    lock = await navigator.wakeLock.request("screen");
  } catch {
    // A browser that saves power says no; the card is shown all the same.
  }
}

function goDark() {
  if (!document.querySelector("[data-card]")) {
    lock?.release();
    lock = undefined;
  }
}

// A live connection refreshes the page in time. Where there is none, or it is lost, the page does so by itself, a little
// later, as long as the server answers.
const LATE = 4000;
let waiting;
function refreshWhenLate() {
  clearTimeout(waiting);
  const card = document.querySelector("[data-card]");
  if (card) {
    waiting = setTimeout(refresh, 1000 * Number(card.dataset.card) + LATE);
  }
}

async function refresh() {
  if (document.visibilityState !== "visible") {
    return;
  }
  try {
    const answer = await fetch("/card", { method: "HEAD", cache: "no-store" });
    if (answer.ok) {
      location.reload();
      return;
    }
  } catch {
    // No signal: tried again soon.
  }
  waiting = setTimeout(refresh, LATE);
}

function arrive() {
  goDark();
  stayLit();
  refreshWhenLate();
  // What was just said is said once.
  if (document.querySelector("[data-card]") && location.search.includes("said=")) {
    history.replaceState(history.state, "", location.pathname);
  }
}

document.addEventListener("visibilitychange", arrive);
arrive();
window.Blazor?.addEventListener("enhancedload", arrive);
