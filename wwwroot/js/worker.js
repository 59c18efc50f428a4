// The part of the portal that stays with a phone. sw.js says before this what is kept: KEPT = { version, shell, files }.
// Kept are files that are the same for everybody and one page without anything of a member; what is anybody's own passes
// through and leaves nothing behind.

const PREFIX = "card-";
const NAME = PREFIX + KEPT.version;
const FILES = new Set(KEPT.files);

// Pages of a circuit, of programs, of staff and of developers are none of its business.
const NEVER = /^\/(_blazor|_framework|api|demo|staff)(\/|$)/;

async function keep() {
  const cache = await caches.open(NAME);
  await cache.addAll(KEPT.files);
  // As nobody: what is kept of it must be the same for whoever is signed in.
  await cache.add(new Request(KEPT.shell, { credentials: "omit", cache: "reload" }));
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(address) {
  return (await (await caches.open(NAME)).match(address)) ?? Response.error();
}

// At the till nobody waits for a network that hardly works: after a while the card comes without it.
const PATIENCE = 6000;
const CARD = /^\/card(\/|$)/;
const lost = () => new Promise((_, reject) => setTimeout(() => reject(new Error("lost")), PATIENCE));

async function page(request) {
  const isCard = CARD.test(new URL(request.url).pathname);
  try {
    const answer = await (isCard ? Promise.race([fetch(request), lost()]) : fetch(request));
    // What stands before the server says that it does not reach it.
    return isCard && answer.status >= 502 && answer.status <= 504 ? kept(KEPT.shell) : answer;
  } catch {
    return kept(KEPT.shell);
  }
}

// Blazor fetches a page to put it in place of the one before. An answer that is no page has it go there as a whole.
async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return new Response("", { headers: { "content-type": "text/plain" } });
  }
}

async function file(request) {
  const own = await kept(request.url);
  return own.ok ? own : fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin || NEVER.test(address.pathname)) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else if (request.headers.get("accept")?.includes("blazor-enhanced-nav")) {
    event.respondWith(part(request));
  } else if (FILES.has(address.pathname + address.search)) {
    event.respondWith(file(request));
  }
});
