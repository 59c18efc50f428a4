// The card without signal: draws what card.js has kept, and goes on to the page itself as soon as the server answers.

(() => {
  const COPY = "card-copy";
  const AGAIN = 4000;

  function readCopy() {
    try {
      return JSON.parse(localStorage.getItem(COPY));
    } catch {
      return null;
    }
  }

  function dropCopy() {
    try {
      localStorage.removeItem(COPY);
    } catch {
      // Where nothing can be kept there is nothing to drop.
    }
  }

  const copy = readCopy();
  const languages = ["ru", "en"];
  const language = languages.find((each) => (copy?.language ?? navigator.language).startsWith(each)) ?? languages[0];

  // Before anything is seen of the page: nothing flashes.
  document.documentElement.lang = language;
  if (copy?.theme === "dark" || copy?.theme === "light") {
    document.querySelector("[data-dark]").media = copy.theme === "dark" ? "screen" : "not all";
  }
  if (copy?.theme === "dark") {
    document.documentElement.dataset.bsTheme = "dark";
  }

  function draw() {
    const shell = document.querySelector(`.shell[lang="${language}"]`);
    const find = (name) => shell.querySelector(name);
    document.title = shell.dataset.title;
    shell.querySelectorAll(copy ? "[data-copy]" : "[data-no-copy]").forEach((part) => (part.hidden = false));
    const isCard = location.pathname.startsWith("/card");
    find('[data-for="card"]').hidden = !isCard;
    find('[data-for="other"]').hidden = isCard;
    if (copy) {
      find(".pass").classList.add(copy.tone);
      find("[data-level]").textContent = copy.level;
      find("[data-number]").textContent = copy.number;
      find("svg.pass-paper").setAttribute("viewBox", `0 0 ${copy.size} ${copy.size}`);
      find("svg.pass-paper path").setAttribute("d", copy.path);
      const at = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(copy.at);
      find("[data-kept]").textContent = find("[data-kept]").dataset.kept.replace("{0}", at);
    }
    find("[data-again]").addEventListener("click", look);
    shell.hidden = false;
    stayLit();
  }

  async function stayLit() {
    if (copy && document.visibilityState === "visible") {
      await navigator.wakeLock?.request("screen").catch(() => {});
    }
  }

  // The card answers a member alone. Whoever is sent elsewhere is no member any more: signed out, signed out from
  // another phone, forgotten. The copy is not theirs to keep.
  let waiting;
  async function look() {
    clearTimeout(waiting);
    try {
      const answer = await fetch("/card", { method: "HEAD", redirect: "manual", cache: "no-store" });
      const isNobody = answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status);
      if (isNobody) {
        dropCopy();
      }
      if (isNobody || answer.ok) {
        location.replace(location.pathname === "/card/offline" ? "/card" : location.href);
        return;
      }
    } catch {
      // No signal: looked for again soon.
    }
    waiting = setTimeout(look, AGAIN);
  }

  document.addEventListener("DOMContentLoaded", () => {
    draw();
    look();
  });
  document.addEventListener("visibilitychange", stayLit);
  addEventListener("online", look);
})();
