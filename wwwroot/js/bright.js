// The code of the card alone on the whole screen. Loaded by portal.js where the page has a place for it.

const REOPENS = "card-bright";
const dialog = () => document.querySelector("dialog.bright");
const opener = () => document.querySelector("[data-bright]");
let isOpen = false;

// The page changes its code under the dialog, which shows a copy of it.
function fill() {
  const code = document.querySelector(".pass .pass-code");
  if (code) {
    document.querySelector("[data-bright-code]")?.replaceChildren(code.cloneNode(true));
  }
}

function open() {
  fill();
  dialog().showModal();
  isOpen = true;
}

// Blazor leaves alone what is in the dialog, but not that it is open.
function reopen() {
  dialog().setAttribute("open", "");
  dialog().close();
  dialog().showModal();
}

function openWide() {
  open();
  // A browser without it, or one that does not want to, shows the dialog in its window.
  document.documentElement.requestFullscreen?.({ navigationUI: "hide" }).catch(() => {});
}

function left() {
  isOpen = false;
  if (document.fullscreenElement) {
    document.exitFullscreen().catch(() => {});
  }
  opener()?.focus();
}

let wasWide = false;
document.addEventListener("fullscreenchange", () => {
  const isWide = document.fullscreenElement !== null;
  if (isWide && dialog()?.open) {
    // What fills the screen last lies on top; the dialog has to come after the page.
    reopen();
  } else if (isWide) {
    // The browser took its time, and whoever asked has closed it meanwhile.
    document.exitFullscreen().catch(() => {});
  } else if (wasWide) {
    dialog()?.close();
  }
  wasWide = isWide;
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-bright]")) {
    openWide();
  } else if (event.target.closest("[data-bright-close]")) {
    dialog().close();
  }
});

document.addEventListener(
  "close",
  (event) => {
    if (event.target === dialog() && !dialog().open) {
      left();
    }
  },
  true,
);

function arrive() {
  opener()?.removeAttribute("hidden");
  if (!dialog()) {
    isOpen = false;
    if (document.fullscreenElement) {
      document.exitFullscreen().catch(() => {});
    }
  } else if (isOpen) {
    fill();
    if (!dialog().open) {
      reopen();
    }
    // A shop's question lies below: it comes first.
    if (document.querySelector(".ask")) {
      dialog().close();
    }
  }
}

// A page that is fetched whole, without a live connection, opens the dialog again by itself.
addEventListener("pagehide", () => {
  if (dialog()?.open) {
    sessionStorage.setItem(REOPENS, String(Date.now()));
  }
});
const closedAt = Number(sessionStorage.getItem(REOPENS) ?? 0);
sessionStorage.removeItem(REOPENS);

arrive();
if (dialog() && Date.now() - closedAt < 10_000 && !document.querySelector(".ask")) {
  open();
}
document.addEventListener("cardchange", arrive);
window.Blazor?.addEventListener("enhancedload", arrive);
