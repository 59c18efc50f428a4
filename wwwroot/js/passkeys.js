// Passkeys: the page's form carries the device's answer to the portal. The portal makes the question, so that it knows
// later what was asked. Without this script, or in a browser without passkeys, the buttons stay hidden.

const able = Boolean(
  window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential?.parseRequestOptionsFromJSON,
);

function show() {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.querySelector("button").hidden = !able;
    form.querySelector("[data-unsupported]")?.toggleAttribute("hidden", able);
  }
  for (const place of document.querySelectorAll("[data-needs-passkeys]")) {
    place.hidden = !able;
  }
}

async function ask(form) {
  const token = new FormData();
  token.set("_token", form.elements._token.value);
  const answer = await fetch(form.dataset.question, { method: "POST", body: token });
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  return answer.json();
}

async function answer(form) {
  const question = await ask(form);
  return form.dataset.passkey === "new"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-passkey] button");
  if (!button || !able || button.form.elements.namedItem(button.form.querySelector("[data-credential]").name).value) {
    return;
  }
  event.preventDefault();
  const form = button.form;
  button.disabled = true;
  try {
    form.querySelector("[data-credential]").value = JSON.stringify(await answer(form));
    button.disabled = false;
    form.requestSubmit(button);
  } catch {
    // The person changed their mind, or the device has no key for this place: the page stays as it is.
    button.disabled = false;
  }
});

show();
window.Blazor?.addEventListener("enhancedload", show);
