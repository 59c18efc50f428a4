// The page with the card: its screen stays lit, it fetches itself again when nobody else does, shows the spare code while
// there is no signal, and keeps a copy for the time without. Loaded by portal.js.

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
let due = 0;
let waiting;
function refreshWhenLate() {
  clearTimeout(waiting);
  if (document.querySelector("[data-card]")) {
    waiting = setTimeout(refresh, Math.max(0, due - Date.now()));
  }
}

async function refresh() {
  if (document.visibilityState !== "visible") {
    return;
  }
  try {
    // Any short answer says that the server is there; asked for by HEAD, the card would make a code that nobody sees.
    const answer = await fetch("/robots.txt", { method: "HEAD", cache: "no-store" });
    if (answer.ok) {
      location.reload();
      return;
    }
  } catch {
    // No signal: tried again soon.
  }
  showSpare();
  waiting = setTimeout(refresh, LATE);
}

// The code on show is good no more and there is no other: in its place comes the one that needs no signal. The server's
// next page knows nothing of this, so the usual code comes back with it.
function showSpare() {
  document.querySelector(".pass .pass-code")?.classList.add("is-lost");
  document.querySelector("[data-lost]")?.removeAttribute("hidden");
  document.dispatchEvent(new Event("cardchange"));
}

// What the shell without signal shows. No name, no phone, no points.
function keepCopy() {
  const page = document.querySelector(".card-page[data-card]");
  const pass = page?.querySelector(".pass");
  const drawing = pass?.querySelector("svg.pass-paper");
  if (!drawing || !document.querySelector(".top[data-member]")) {
    return;
  }
  const copy = {
    number: pass.dataset.number,
    level: pass.dataset.level,
    tone: pass.dataset.tone,
    size: drawing.viewBox.baseVal.width,
    path: drawing.querySelector("path").getAttribute("d"),
    language: document.documentElement.lang,
    theme: page.dataset.theme,
    at: Date.now(),
  };
  try {
    localStorage.setItem("card-copy", JSON.stringify(copy));
  } catch {
    // A browser that keeps nothing shows the card with signal only.
  }
}

// The live part has the page fetched again: not while nobody sees it, for that needs no code, and not while an answer is on
// its way, for the page that answers it brings the news as well and must not be given up for one that knows of no answer.
const LONGEST_ANSWER = 10_000;
let answeredAt = -Infinity;
document.addEventListener("submit", (event) => {
  if (event.target.matches(".asks")) {
    answeredAt = performance.now();
  }
});
window.loyaltyCardIsSeen = () => document.visibilityState === "visible" && document.querySelector("[data-card]") !== null;
window.loyaltyCardRefresh = () => {
  if (loyaltyCardIsSeen() && performance.now() - answeredAt > LONGEST_ANSWER) {
    Blazor.navigateTo(location.href, { replaceHistoryEntry: true });
  }
};

const SAID = 10_000;
let saying;

// A question that has just come or changed is not answered by a tap that was meant for what stood there before.
const STILL = 700;
let asked = "";
function holdStill() {
  const asks = document.querySelector(".asks");
  const now = [...(asks?.querySelectorAll(".ask h2") ?? [])].map((each) => each.id).join();
  if (asks && now !== asked) {
    asks.inert = true;
    setTimeout(() => (asks.inert = false), STILL);
  }
  asked = now;
}

function arrive() {
  answeredAt = -Infinity;
  const card = document.querySelector("[data-card]");
  holdStill();
  if (!card && location.pathname === "/card") {
    // A page of failure in place of the card: the next try may go better.
    waiting = setTimeout(refresh, LATE);
  }
  due = Date.now() + 1000 * Number(card?.dataset.card) + LATE;
  goDark();
  stayLit();
  refreshWhenLate();
  keepCopy();
  // What was just said stays over the refreshes that it causes itself, and is not said again later.
  if (card && /said=|renewed=/.test(location.search)) {
    clearTimeout(saying);
    saying = setTimeout(() => {
      if (document.querySelector("[data-card]")) {
        history.replaceState(history.state, "", location.pathname);
      }
    }, SAID);
  }
}

navigator.serviceWorker?.register("/sw.js").catch(() => {
  // A browser that keeps no pages shows the card with signal only.
});
document.addEventListener("visibilitychange", () => {
  stayLit();
  refreshWhenLate();
  if (document.visibilityState === "visible" && document.querySelector("[data-card]")) {
    // Whatever happened behind its back is to be seen at once.
    clearTimeout(waiting);
    refresh();
  }
});
arrive();
window.Blazor?.addEventListener("enhancedload", arrive);
