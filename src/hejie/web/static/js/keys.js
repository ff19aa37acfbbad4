// Keyboard shortcuts of desks: J and K move through rows, Enter opens, letters press the button that carries data-key.
// They act only outside fields, never with Ctrl, Alt or Meta, and can be switched off in the menu (kept on this device).
const OFF = "hejie-keys-off";
let on = localStorage.getItem(OFF) === null;

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
  if (!on || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable], canvas")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1, event);
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.click();
});

function move(step, event) {
  const links = [...document.querySelectorAll("[data-key-row] a")].filter((link, place, all) => all.findIndex((other) => other.closest("[data-key-row]") === link.closest("[data-key-row]")) === place);
  if (!links.length) return;
  event.preventDefault();
  const now = links.findIndex((link) => link.closest("[data-key-row]").contains(document.activeElement));
  links[Math.min(links.length - 1, Math.max(0, now + step))].focus();
}
