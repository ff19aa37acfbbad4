// Keyboard shortcuts of desks: J and K move through rows, letters press the visible control that carries data-key.
// They act only outside fields, never with Ctrl, Alt or Meta, and can be switched off in the menu (kept on this device).
// Inside a form, Ctrl+Enter sends it.
const OFF = "hejie-keys-off";
let on = localStorage.getItem(OFF) === null;
let held = ""; // pressed while what it is for was still on its way

for (const button of document.querySelectorAll("[data-keys-switch]")) {
  button.hidden = false;
  button.setAttribute("aria-pressed", String(on));
  button.addEventListener("click", () => {
    on = !on;
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    button.setAttribute("aria-pressed", String(on));
  });
}

document.addEventListener("keydown", (event) => {
  if (!on || event.altKey || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return send(event);
  if (event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], canvas")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1, event);
  const target = control(key);
  held = !target && document.querySelector("[inert]") ? key : "";
  if (target) press(target, event);
});

document.addEventListener("hejie:renewed", () => {
  const target = held && control(held);
  if (!target) return;
  held = "";
  press(target);
});

function control(key) {
  return [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => one.checkVisibility() && !one.closest("[inert]"));
}

function press(target, event) {
  event?.preventDefault();
  target.focus();
  target.click();
  if (target.matches("summary") && target.parentElement.open) firstField(target.parentElement)?.focus();
}

// A decision that was opened by its key goes on in its first field, or at its button.
function firstField(box) {
  return box.querySelector("form :is(input:not([type=hidden]), textarea, select):enabled") ?? box.querySelector("form button");
}

function send(event) {
  const form = event.target.closest?.("main form[method=post]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

function move(step, event) {
  const links = [...document.querySelectorAll("[data-key-row]")].map((row) => [...row.querySelectorAll("a")].find((link) => link.checkVisibility())).filter(Boolean);
  if (!links.length) return;
  event.preventDefault();
  const now = links.findIndex((link) => link.closest("[data-key-row]").contains(document.activeElement));
  links[Math.min(links.length - 1, Math.max(0, now + step))].focus();
}
