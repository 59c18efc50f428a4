// Small things a page does by itself. Listeners sit on the document: enhanced navigation replaces the nodes below it.

// After a form came back with messages the reader starts at the first field to mend; on another page, at its content.
let place = location.pathname;
function goToContent() {
  const wrong = document.querySelector('main [aria-invalid="true"]');
  if (wrong) {
    wrong.focus();
  } else if (place !== location.pathname) {
    document.getElementById("main")?.focus({ preventScroll: true });
  }
  place = location.pathname;
}

// A code is all digits; with the sixth one the form sends itself, as if its button was pressed: Blazor asks which one.
function typeCode(field) {
  const digits = field.value.replace(/\D/g, "").slice(0, 6);
  if (digits !== field.value) {
    field.value = digits;
  }
  if (digits.length === 6) {
    field.form.requestSubmit(field.form.querySelector("button"));
  }
}

// A Russian number falls into its groups while it is typed at its end; any other one is left as it is: 80 begins a
// Belarusian number, and what no number has, a digit too many, a letter or a second plus, is for the reader to find, not
// for the script to drop: the number that would be left might be somebody else's.
function typePhone(field) {
  if (field.selectionStart !== field.value.length || !/^\s*\+?[\d\s().-]*$/.test(field.value)) {
    return;
  }
  let digits = field.value.replace(/\D/g, "");
  const local = field.value.trim().startsWith("+") ? /^7/ : /^([78][3-9]|9)/;
  if (!local.test(digits)) {
    return;
  }
  digits = digits.startsWith("9") ? "7" + digits : "7" + digits.slice(1);
  if (digits.length > 11) {
    return;
  }
  const [, code, first, second, third] = /^7(\d{0,3})(\d{0,3})(\d{0,2})(\d{0,2})/.exec(digits);
  field.value = ["+7", code, [first, second, third].filter(Boolean).join("-")].filter(Boolean).join(" ");
}

document.addEventListener("input", (event) => {
  if (event.isComposing || event.inputType?.startsWith("delete")) {
    return;
  }
  if (event.target.matches("[data-code]")) {
    typeCode(event.target);
  } else if (event.target.matches("[data-phone]")) {
    typePhone(event.target);
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  } else if (event.target.closest(".skip")) {
    // Blazor follows a link within the page by scrolling alone; the keyboard has to come along.
    document.getElementById("main").focus();
  }
});

// What is typed into a questionnaire is kept a second after the typing stops, and when the page goes out of sight: a
// closed tab loses nothing. The button sends it as well, so what is still on its way then is called back.
let draft;
let keeping;
let sending;
function keepDraft() {
  clearTimeout(keeping);
  const form = draft;
  draft = undefined;
  if (form?.isConnected) {
    sending = new AbortController();
    fetch(form.dataset.draft, { method: "POST", body: new FormData(form), keepalive: true, signal: sending.signal }).catch(
      () => {},
    );
  }
}

function noteDraft(event) {
  const form = event.target.closest?.("form[data-draft]");
  if (form) {
    draft = form;
    clearTimeout(keeping);
    keeping = setTimeout(keepDraft, 1000);
  }
}

document.addEventListener("input", noteDraft);
document.addEventListener("visibilitychange", () => document.hidden && keepDraft());
addEventListener("pagehide", keepDraft);
document.addEventListener("submit", () => {
  clearTimeout(keeping);
  draft = undefined;
  sending?.abort();
});

// A button that may not be pressed yet counts the seconds down. Without this script it can be pressed at once, and the
// server says whether it was too early.
let ticking;
function countDown() {
  clearInterval(ticking);
  const button = document.querySelector("[data-wait]");
  const until = Date.now() + 1000 * Number(button?.dataset.wait ?? 0);
  if (!button || until <= Date.now()) {
    return;
  }
  const ready = button.textContent;
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    button.disabled = left > 0;
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    button.textContent = left > 0 ? button.dataset.waitText.replace("{0}", clock) : ready;
    if (left <= 0) {
      clearInterval(ticking);
    }
  };
  tick();
  ticking = setInterval(tick, 500);
}

// What the phone keeps of a card for the time without signal is gone with the member: at once when they sign out, also
// where that does not get through, and on whatever page is made for nobody.
function dropCopy() {
  try {
    localStorage.removeItem("card-copy");
  } catch {
    // Where nothing can be kept there is nothing to drop.
  }
}

document.addEventListener("submit", (event) => event.target.action?.endsWith?.("/sign-out") && dropCopy());

// What only some pages need they name themselves; it is fetched once.
function fetchScripts() {
  document.querySelectorAll("[data-script]").forEach((part) => import(new URL(part.dataset.script, document.baseURI).href));
}

function arrive() {
  document.querySelector(".top[data-member]") ?? dropCopy();
  goToContent();
  countDown();
  fetchScripts();
}

arrive();
window.Blazor?.addEventListener("enhancedload", arrive);
