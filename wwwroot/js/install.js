// Offers the card for the home screen. Loaded by portal.js where the page has a place for it.

const LATER = "card-install";
let offer;

function isLater() {
  try {
    return localStorage.getItem(LATER) !== null;
  } catch {
    return true;
  }
}

// Phones by Apple tell nobody that they could, only whether they have.
const byHand = () => navigator.standalone === false && navigator.maxTouchPoints > 1;

function show() {
  const panel = document.querySelector("[data-install]");
  if (!panel) {
    return;
  }
  panel.querySelector("[data-install-now]").hidden = !offer;
  panel.querySelector("[data-install-how]").hidden = Boolean(offer) || !byHand();
  panel.hidden = isLater() || !(offer || byHand());
}

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  show();
});

addEventListener("appinstalled", () => {
  offer = undefined;
  show();
});

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-install-later]")) {
    localStorage.setItem(LATER, "later");
    show();
  } else if (event.target.closest("[data-install-now]") && offer) {
    // It can be asked once.
    const asked = offer;
    offer = undefined;
    await asked.prompt();
    show();
  }
});

show();
window.Blazor?.addEventListener("enhancedload", show);
