// What is typed and not yet sent survives a closed tab or a lost connection: kept in this tab's session, never longer.
// Codes, signatures, files and hidden values are not kept. A sent form forgets its draft when the answer
// says that it was taken (`hejie.web.taken`): an error page or the way to sign in says nothing of the kind.
const PREFIX = "hejie-draft:";
const SENT = "hejie-sent";
const TAKEN = "hejie_taken";
const kept = (input) => input.name && !["hidden", "password", "file", "submit"].includes(input.type) && input.autocomplete !== "one-time-code";

function forgetTaken() {
  const [, taken] = document.cookie.match(`(?:^|; )${TAKEN}=([^;]*)`) ?? [];
  const sent = sessionStorage.getItem(SENT);
  if (!sent || !taken || decodeURIComponent(taken) !== sent) return; // not taken yet, or another tab's
  sessionStorage.removeItem(SENT);
  sessionStorage.removeItem(PREFIX + sent);
  document.cookie = `${TAKEN}=; path=/; max-age=0`;
}

forgetTaken();

const start = (scope) => scope.querySelectorAll("form[data-draft]").forEach(ready);

function ready(form) {
  const key = PREFIX + form.dataset.draft;
  const inputs = () => [...form.elements].filter(kept);
  restore(inputs(), JSON.parse(sessionStorage.getItem(key) ?? "{}"));
  form.addEventListener("input", () => {
    const values = {};
    for (const input of inputs()) (values[input.name] ??= []).push(isTick(input) ? (input.checked ? input.value : null) : input.value);
    sessionStorage.setItem(key, JSON.stringify(values));
  });
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, form.dataset.draft));
}

function isTick(input) {
  return input.type === "checkbox" || input.type === "radio";
}

// What the server filled in wins over the draft.
function restore(inputs, values) {
  const served = inputs.some((input) => isTick(input) ? input.defaultChecked : input.tagName !== "SELECT" && input.defaultValue);
  if (served) return;
  const places = {};
  for (const input of inputs) {
    const place = places[input.name] = (places[input.name] ?? -1) + 1;
    const value = values[input.name]?.[place];
    if (value === undefined) continue;
    if (isTick(input)) input.checked = value !== null;
    else input.value = value ?? "";
  }
}

start(document);
document.addEventListener("hejie:answered", forgetTaken);
document.addEventListener("hejie:renewed", (event) => start(event.detail));
