// The till: sales and returns that are kept until they are answered, the camera, the wait for a member's answer. Loaded by
// portal.js on the pages of the till only. Without it all of them work by the server alone.

const KEPT = "till-kept:";
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LONGEST_WAIT = 30;
const PATIENCE = 15_000;
const ASK_EVERY = 2000;
// The contract's word for points that are kept for a sale no longer.
const OVER = "redemption-closed";

// --- What is kept -------------------------------------------------------------------------------------------------
// A pass says nothing to whoever finds it here, names no phone, and can only be posted as the one sale or return it is.

// Each has an entry of its own: two windows that keep something at the same moment do not write over each other.

function readKept() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(KEPT))
    .map((key) => find(key.slice(KEPT.length)))
    .filter((item) => item)
    .sort((one, other) => one.at.localeCompare(other.at));
}

function find(number) {
  try {
    return JSON.parse(localStorage.getItem(KEPT + number)) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(item) {
  localStorage.setItem(KEPT + item.number, JSON.stringify(item));
}

function forget(number) {
  localStorage.removeItem(KEPT + number);
}

function noteRefusal(number, refused, isOver) {
  const item = find(number);
  if (item) {
    keep({ ...item, refused, isOver });
  }
}

// --- Sending ------------------------------------------------------------------------------------------------------

// How sending stands, by number: { state, tries, next, to }. Only for what is on its way now.
const states = new Map();
// The number whose form is on the page: its answer moves the page on.
let own;

function token() {
  return document.querySelector('main input[name="_token"]')?.value;
}

async function post(item) {
  const proof = token();
  if (!proof) {
    return { state: "stale" };
  }
  let answer;
  try {
    answer = await fetch(item.action, {
      method: "POST",
      body: new URLSearchParams({ Pass: item.pass, At: item.at, NoPoints: item.noPoints ?? "", _token: proof }),
      headers: { Accept: "application/json" },
      redirect: "manual",
      cache: "no-store",
      // A network that swallows requests must not keep the others waiting.
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { state: "offline" };
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    return { state: "session" };
  }
  if (answer.status === 400) {
    return { state: "stale" };
  }
  if (answer.status !== 200 && answer.status !== 422) {
    return { state: "server" };
  }
  try {
    const said = await answer.json();
    return said.to ? { state: "done", to: said.to } : { state: "refused", refused: said.refused, isOver: said.code === OVER };
  } catch {
    // The answer broke off on its way: asked again, the same answer comes again.
    return { state: "offline" };
  }
}

async function send(number) {
  const before = states.get(number);
  if (before?.state === "sending") {
    return;
  }
  clearTimeout(before?.timer);
  const item = find(number);
  if (!item) {
    states.delete(number);
    show();
    return;
  }
  const tries = (before?.tries ?? 0) + 1;
  states.set(number, { state: "sending", tries });
  show();
  const answer = await inTurn(() => post(item));
  if (answer.state === "done") {
    forget(number);
    states.set(number, { state: "done", to: answer.to, item });
    if (own === number) {
      location.assign(answer.to);
      return;
    }
  } else if (answer.state === "refused") {
    // Whoever has just pressed the button reads it and goes on from there; what was refused later stays in the list.
    noteRefusal(number, answer.refused, answer.isOver);
    states.set(number, { state: "refused" });
    unlock(number);
  } else if (answer.state === "offline" || answer.state === "server") {
    const wait = Math.min(2 ** (tries - 1), LONGEST_WAIT);
    const timer = setTimeout(() => send(number), 1000 * wait);
    states.set(number, { state: answer.state, tries, next: Date.now() + 1000 * wait, timer });
  } else {
    states.set(number, { state: answer.state, tries });
    unlock(number);
  }
  show();
}

// Two windows of one browser do not send at the same moment; if they did, the server would answer both alike.
function inTurn(work) {
  return navigator.locks ? navigator.locks.request(KEPT, work) : work();
}

function sendAll() {
  for (const item of readKept()) {
    if (!item.refused) {
      send(item.number);
    }
  }
}

function unlock(number) {
  if (own === number) {
    document.querySelector("form[data-keep] button")?.removeAttribute("disabled");
  }
}

// The time of the press by the portal's clock: this machine's may be wrong, so only its seconds are used.
let arrivedAt = performance.now();
function momentOf(form) {
  const rendered = Date.parse(form.querySelector("[data-now]").value);
  return new Date(rendered + performance.now() - arrivedAt).toISOString();
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest?.("form[data-keep]");
    if (!form) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { keep: kind, number, label } = form.dataset;
    own = number;
    // A press that is repeated is the first one again, with its time.
    const earlier = find(number);
    const pass = form.elements.namedItem("Pass").value;
    const at = earlier && !earlier.refused ? earlier.at : momentOf(form);
    try {
      // What was sent without points may be posted, its answer lost: it is not sent with them now.
      const noPoints = earlier?.pass === pass ? earlier.noPoints : undefined;
      keep({ number, kind, label, action: form.getAttribute("action"), pass, at, noPoints });
    } catch {
      // A browser that keeps nothing sends the form as one without scripts does.
      form.removeAttribute("data-keep");
      form.submit();
      return;
    }
    form.querySelector("button").setAttribute("disabled", "");
    send(number);
  },
  true,
);

addEventListener("online", sendAll);

// --- The list of what is kept -------------------------------------------------------------------------------------

function fill(text, ...figures) {
  return figures.reduce((all, figure, place) => all.replace(`{${place}}`, figure), text);
}

function button(text, css, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-small ${css}`;
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}

function saidOf(list, item, state) {
  const words = list.dataset;
  switch (state?.state) {
    case "sending":
      return words.sending;
    case "offline":
    case "server":
      return fill(words[state.state], state.tries, Math.max(0, Math.ceil((state.next - Date.now()) / 1000)));
    case "session":
    case "stale":
    case "done":
      return words[state.state];
    default:
      return item.refused ?? "";
  }
}

function rowOf(list, item, state) {
  const words = list.dataset;
  const row = document.createElement("li");
  const body = document.createElement("span");
  body.className = "row-body";
  const title = document.createElement("span");
  title.className = "row-title";
  title.textContent = fill(item.kind === "return" ? words.return : words.sale, item.label);
  const note = document.createElement("span");
  note.className = "row-note";
  note.dataset.note = item.number;
  note.textContent = saidOf(list, item, state);
  body.append(title, note);
  row.append(body);
  if (state?.state === "done") {
    const link = document.createElement("a");
    link.className = "btn btn-small btn-plain";
    link.href = state.to;
    link.textContent = words.open;
    row.append(link);
  } else if (state?.state !== "sending") {
    row.append(button(words.send, "btn-primary", () => send(item.number)));
    if (item.isOver) {
      row.append(button(words.noPoints, "btn-plain", () => sendWithoutPoints(item)));
    }
    if (item.refused) {
      row.append(button(words.drop, "btn-plain", (event) => drop(event.target, item, words)));
    }
  }
  return row;
}

// The points went back to the member while there was no connection; the sale itself was made all the same.
function sendWithoutPoints({ refused, isOver, ...item }) {
  keep({ ...item, noPoints: "1" });
  send(item.number);
}

// A second press on the same button drops it: nothing that was paid disappears by a slip.
function drop(pressed, item, words) {
  if (pressed.dataset.sure !== "1") {
    pressed.dataset.sure = "1";
    pressed.textContent = words.sure;
    return;
  }
  forget(item.number);
  states.delete(item.number);
  show();
}

let ticking;
function show() {
  const list = document.querySelector("[data-kept]");
  clearInterval(ticking);
  if (!list) {
    return;
  }
  const kept = readKept();
  const done = [...states.values()].filter((state) => state.state === "done").map((state) => state.item);
  const items = [...kept, ...done.filter((item) => kept.every((each) => each.number !== item.number))];
  list.hidden = items.length === 0;
  list.querySelector("ul").replaceChildren(...items.map((item) => rowOf(list, item, states.get(item.number))));
  ticking = setInterval(() => count(list, items), 1000);
}

// The seconds run without making the rows anew: a button that has the focus keeps it.
function count(list, items) {
  for (const item of items) {
    const note = list.querySelector(`[data-note="${item.number}"]`);
    const said = saidOf(list, item, states.get(item.number));
    if (note && note.textContent !== said) {
      note.textContent = said;
    }
  }
}

// --- Numbers ------------------------------------------------------------------------------------------------------
// A page may come back from the browser's memory with the number it had; a new sale has a new one.

function newNumber(kind) {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const signs = [...bytes].map((byte) => SIGNS[byte % SIGNS.length]).join("");
  return `${kind}-${signs.match(/.{4}/g).join("-")}`;
}

function makeNumbers() {
  document.querySelectorAll("[data-new-number]").forEach((field) => {
    field.value = newNumber(field.dataset.newNumber);
  });
}

// --- Waiting for the member ---------------------------------------------------------------------------------------

let asking;
function waitForMember() {
  clearTimeout(asking);
  const place = document.querySelector("[data-waiting]");
  if (place) {
    asking = setTimeout(() => askHowItStands(place), ASK_EVERY);
  }
}

async function askHowItStands(place) {
  if (!place.isConnected) {
    return;
  }
  try {
    const answer = await fetch(place.dataset.waiting, { cache: "no-store", redirect: "manual" });
    if (answer.status === 200 && (await answer.json()).status !== "awaitingConfirmation") {
      location.reload();
      return;
    }
    if (answer.status === 404 || answer.type === "opaqueredirect") {
      location.reload();
      return;
    }
  } catch {
    // No signal: asked again soon.
  }
  waitForMember();
}

// --- The camera ---------------------------------------------------------------------------------------------------

let stream;

async function decoderOf(press) {
  if ("BarcodeDetector" in window) {
    const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video))[0]?.rawValue;
    }
  }
  const { default: decodeQR } = await import(new URL(press.dataset.decoder, document.baseURI).href);
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    drawing.drawImage(video, 0, 0);
    try {
      return decodeQR(drawing.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // No code in this picture.
      return undefined;
    }
  };
}

async function openCamera(press) {
  const form = press.form;
  const message = form.querySelector("[data-camera-message]");
  message.hidden = true;
  // A second press while the browser still asks whether it may would open a second one that nobody closes.
  press.disabled = true;
  closeCamera();
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    const video = form.querySelector("video");
    video.srcObject = stream;
    form.querySelector("[data-viewer]").hidden = false;
    await video.play();
    press.disabled = false;
    await look(form, video, await decoderOf(press));
  } catch {
    press.disabled = false;
    closeCamera();
    message.textContent = press.dataset.failed;
    message.hidden = false;
  }
}

async function look(form, video, decode) {
  const own = stream;
  while (stream === own && own && form.isConnected) {
    const text = video.videoWidth > 0 ? await decode(video) : undefined;
    if (stream === own && text) {
      closeCamera();
      form.querySelector("[data-focus]").value = text;
      // As if its button was pressed: Blazor asks which one.
      form.requestSubmit(form.querySelector("button"));
      return;
    }
    await new Promise((next) => setTimeout(next, 150));
  }
}

function closeCamera() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = undefined;
  const viewer = document.querySelector("[data-viewer]");
  if (viewer) {
    viewer.hidden = true;
  }
}

document.addEventListener("click", (event) => {
  const press = event.target.closest("[data-camera]");
  if (press) {
    openCamera(press);
  } else if (event.target.closest("[data-camera-stop]")) {
    closeCamera();
    document.querySelector("[data-camera]")?.focus();
  }
});

// --- Arriving -----------------------------------------------------------------------------------------------------

function arrive() {
  arrivedAt = performance.now();
  if (!document.querySelector(".till")) {
    closeCamera();
    clearTimeout(asking);
    return;
  }
  if (!document.querySelector("[data-viewer]")) {
    closeCamera();
  }
  const camera = document.querySelector("[data-camera]");
  if (camera && navigator.mediaDevices) {
    camera.hidden = false;
  }
  own = undefined;
  makeNumbers();
  waitForMember();
  if (!document.querySelector('main [aria-invalid="true"]')) {
    const place = document.querySelector("[data-focus]");
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "nearest" });
  }
  show();
  if (document.querySelector("[data-kept]")) {
    sendAll();
  }
}

arrive();
window.Blazor?.addEventListener("enhancedload", arrive);
addEventListener("pageshow", (event) => event.persisted && arrive());
