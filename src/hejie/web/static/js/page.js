// Small conveniences of every page. Each works without this file too.
const root = document.documentElement;
const THEMES = { light: "hejie", dark: "hejie-dark" };

// Large type and theme: change in place, so that nothing typed on this page is lost; the server remembers.
for (const form of document.querySelectorAll("form[data-preference]")) {
  form.addEventListener("submit", async (event) => {
    const chosen = event.submitter;
    if (!chosen) return;
    event.preventDefault();
    const body = new FormData(form);
    body.set(chosen.name, chosen.value);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (answer && answer.type !== "opaqueredirect" && !answer.ok) return;
    show(chosen.name, chosen.value);
  });
}

function show(name, value) {
  if (name === "mode") {
    root.dataset.mode = value;
    const other = [...document.querySelectorAll("[name=mode]")].find((button) => button.value !== value && button.offsetParent);
    other?.focus();
    return;
  }
  if (THEMES[value]) root.dataset.theme = THEMES[value];
  else delete root.dataset.theme;
  for (const button of document.querySelectorAll("[name=theme]")) button.setAttribute("aria-pressed", String(button.value === value));
}

// After a failed submit, focus goes to the summary, which links to each field; without one to the first wrong field.
(document.querySelector("[data-focus]") ?? document.querySelector("main [aria-invalid='true']"))?.focus();

// A menu closes with Escape, and when focus or pointer leaves it.
for (const menu of document.querySelectorAll("details[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}

// A link to a field inside a folded part opens that part first.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const target = link && document.getElementById(link.hash.slice(1));
  for (let folded = target?.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  if (target && link.closest(".hj-errors")) { event.preventDefault(); target.focus(); target.scrollIntoView({ block: "center" }); }
});

function start(scope) {
  for (const button of scope.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  if (navigator.clipboard) scope.querySelectorAll("[data-copy]").forEach(offerCopy);
  scope.querySelectorAll("form[data-once]").forEach(sendOnce);
}

function offerCopy(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("[data-said]")?.removeAttribute("hidden");
  });
}

// One click, one act. The server would ignore the second anyway; this says so at once.
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter ?? form.querySelector("button:not([type=button])");
    setTimeout(() => { button?.setAttribute("aria-busy", "true"); if (button) button.disabled = true; });
  });
}

start(document);
document.addEventListener("hejie:renewed", (event) => start(event.detail));

addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll("form[data-once] button[aria-busy]")) { button.disabled = false; button.removeAttribute("aria-busy"); }
});
