// The officer's worklist: ticking with X, opening with O or Enter, acts for all ticked, and decisions made in the pane
// without leaving the list. Without this file the same forms post and the same links lead to the case.
const LIST = "hejie-list"; // read by walk.js on the pages of cases
const list = document.querySelector("[data-worklist]");
const pane = document.getElementById("pane");
const said = document.getElementById("said");
const rows = () => [...document.querySelectorAll("[data-key-row]")];
const links = () => rows().map((row) => row.querySelector("[data-opens]")).filter(Boolean);
let standing = 0; // the place of the row whose case is in the pane

// The order of this list, for the pages of its cases: walk.js leads from one to the next.
function remember() {
  const later = list.dataset.later ? new URL(list.dataset.later, location.href).href : "";
  const addresses = links().map((link) => link.getAttribute("href"));
  sessionStorage.setItem(LIST, JSON.stringify({ at: location.pathname + location.search, addresses, later }));
}
remember();

for (const select of document.querySelectorAll("[data-goes]")) select.addEventListener("change", () => select.form.submit());
for (const button of document.querySelectorAll("[data-goes-button]")) button.hidden = true;
for (const button of document.querySelectorAll("[data-dialog]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById(button.dataset.dialog).showModal());
}

// What is ticked, said beside the buttons; only then do their keys count.
function countPicked() {
  const form = document.querySelector("[data-bulk]");
  if (!form) return;
  const picked = document.querySelectorAll("[data-pick]:checked").length;
  const words = form.querySelector("[data-picked]");
  words.dataset.before ??= words.textContent;
  words.textContent = picked ? words.dataset.words.replace("{n}", picked) : words.dataset.before;
  for (const button of form.querySelectorAll("button")) {
    button.hidden = !picked;
    if (picked && button.dataset.bulkKey) button.dataset.key = button.dataset.bulkKey;
    else delete button.dataset.key;
  }
}
countPicked();
document.addEventListener("change", (event) => { if (event.target.matches("[data-pick]")) countPicked(); });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || localStorage.getItem("hejie-keys-off") !== null) return;
  if (event.key === "Escape" && pane?.contains(event.target)) return links()[standing]?.focus();
  const row = event.target.closest?.("[data-key-row]");
  if (!row) return;
  if (event.key === "x") row.querySelector("[data-pick]")?.click();
  else if (event.key === "o" || (event.key === "Enter" && event.target.matches("[data-opens]"))) location.assign(row.querySelector("a").href);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

document.addEventListener("focusin", (event) => stand(event.target.closest?.("[data-key-row]")));

// The row one stands on. Until its case has come, the one before it in the pane takes neither key nor click: nobody
// decides a case while looking at the row of another.
function stand(row) {
  const place = rows().indexOf(row);
  if (place >= 0) standing = place;
  mark();
  if (place >= 0 && pane) pane.inert = shown() !== links()[standing]?.id;
}

function shown() {
  return pane.querySelector("[data-row]")?.dataset.row;
}

function mark() {
  rows().forEach((row, place) => row.toggleAttribute("data-on", place === standing));
}
mark();

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target !== pane || !event.target.matches("[data-opens]")) return;
  stand(event.target.closest("[data-key-row]"));
  if (!pane.inert) event.preventDefault(); // it is there already, perhaps half filled in
});

// What htmx put into the pane gets its drafts and its other scripts.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== pane) return;
  pane.inert = pane.inert && shown() !== links()[standing]?.id;
  document.dispatchEvent(new CustomEvent("hejie:renewed", { detail: pane }));
});
for (const failed of ["htmx:sendError", "htmx:responseError"]) document.addEventListener(failed, (event) => { if (event.detail.target === pane) say(pane.dataset.notRead); });
document.addEventListener("hejie:renewed", () => { remember(); countPicked(); follow(); mark(); });

// Rows that came or went move the row of the case in the pane.
function follow() {
  const place = pane ? links().findIndex((link) => link.id === shown()) : -1;
  if (place >= 0 && !pane.inert) standing = place;
}

// A decision in the pane: made in place, then the list is read again and the next case stands in the pane.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!pane?.contains(form) || form.method !== "post") return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.status === 204) return done();
  if (answer?.status === 422) return again(form, await answer.text());
  if (answer?.redirected) return location.assign(answer.url);
  say(pane.dataset.noNetwork);
  for (const button of form.querySelectorAll("button[aria-busy]")) { button.disabled = false; button.removeAttribute("aria-busy"); }
});

async function done() {
  document.dispatchEvent(new CustomEvent("hejie:answered"));
  const link = links()[standing];
  const before = link?.id;
  const answer = await fetch(location.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["how-many", "rows", "views"]) swap(id, fresh);
  say(...[...fresh.querySelectorAll("main > [role=status] .hj-note")].map((note) => note.textContent.trim()));
  const now = links();
  if (!now.length) return location.reload();
  if (now[standing]?.id === before) standing += 1;
  standing = Math.min(standing, now.length - 1);
  now[standing].focus();
}

function swap(id, fresh) {
  const [old, shown] = [document.getElementById(id), fresh.getElementById(id)];
  if (!old || !shown) return;
  document.dispatchEvent(new CustomEvent("hejie:served", { detail: shown }));
  const adopted = document.adoptNode(shown);
  old.replaceWith(adopted);
  window.htmx?.process(adopted);
  document.dispatchEvent(new CustomEvent("hejie:renewed", { detail: adopted }));
}

function again(form, html) {
  const fresh = document.adoptNode(new DOMParser().parseFromString(html, "text/html").querySelector("form"));
  form.replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("hejie:renewed", { detail: fresh.parentElement }));
  fresh.querySelector("[data-focus]")?.focus();
}

function say(...lines) {
  said.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { className: "hj-note", textContent: line })));
}
