// Pages that refresh by themselves. The stream says only "changed"; the page is then fetched again, once, and each
// fragment that differs is replaced:
//   <main data-live="URL"> … <section id="next-step" hx-get="" hx-select="#next-step" hx-trigger="hejie:changed">
// `hx-get` names the page a fragment comes from (empty: this one). What stands half typed in a fragment is never taken
// away: such a fragment waits until it is left.
const main = document.querySelector("[data-live]");
const QUIET_MS = 120;
const LIVE = "[id][hx-get]:not([hx-target])"; // what has a target is a control that brings something elsewhere
const served = new Map(); // by id: each fragment as the server sent it, before scripts touched it
let timer = 0;
let isDue = false;
let isRefreshing = false;

keep(document);

// What comes later is known from then on, so that it is not replaced by the same again.
document.addEventListener("hejie:served", (event) => keep(event.detail));
document.addEventListener("htmx:afterSwap", (event) => {
  const came = parsed(event.detail.xhr.responseText);
  for (const one of fragments(event.target)) keep(came.getElementById(one.id) ?? one);
});

function keep(root) {
  for (const one of fragments(root)) served.set(one.id, essence(one));
}

function fragments(root) {
  return [root, ...root.querySelectorAll(LIVE)].filter((one) => one.matches?.(LIVE));
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

let stream = null;

// One stream a tab: a pane that opens a case brings an address of its own, which takes the place of the one before.
function listen(address) {
  stream?.close();
  stream = new EventSource(address);
  stream.addEventListener("changed", soon);
  stream.addEventListener("here", (event) => showCompany((company = JSON.parse(event.data).names)));
}

if (main?.dataset.live && "EventSource" in window) {
  listen(main.dataset.live);
  addEventListener("pagehide", () => stream.close());
  document.addEventListener("htmx:afterSwap", (event) => {
    const pane = event.target.querySelector?.("[data-live]");
    if (pane) listen(pane.dataset.live);
  });
}

// Colleagues who have the same case open.
let company = [];
document.addEventListener("hejie:renewed", () => showCompany(company));
function showCompany(names) {
  for (const line of document.querySelectorAll("[data-here]")) {
    line.hidden = !names.length;
    line.lastElementChild.textContent = names.length ? line.dataset.here.replace("{names}", names.join("、")) : "";
  }
}

// Pages with a stream of their own say when what they took from a page of the case may have changed.
document.addEventListener("hejie:stale", soon);

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, QUIET_MS);
}

// One round at a time, so that an older page never comes after a newer one; what changes meanwhile brings another.
async function refresh() {
  isDue = true;
  if (isRefreshing) return;
  isRefreshing = true;
  try {
    while (isDue) await fetchAll();
  } finally {
    isRefreshing = false;
  }
}

async function fetchAll() {
  isDue = false;
  const addresses = [...document.querySelectorAll(LIVE)].map((fragment) => fragment.getAttribute("hx-get"));
  for (const address of new Set(addresses)) {
    const answer = await fetch(address || location.href, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok) continue;
    const fresh = parsed(await answer.text());
    // As they stand now: a fragment may have been replaced while the answer was on its way.
    for (const fragment of document.querySelectorAll(LIVE)) if (fragment.getAttribute("hx-get") === address) renew(fragment, fresh.getElementById(fragment.id));
  }
}

function renew(fragment, fresh) {
  if (!fresh || !fragment.isConnected || essence(fresh) === served.get(fragment.id)) return;
  if (isBusy(fragment)) return fragment.addEventListener("focusout", soon, { once: true });
  const focused = fragment.contains(document.activeElement) ? document.activeElement.id : null;
  const shown = document.adoptNode(fresh);
  remember(shown, fragment.getAttribute("hx-get"));
  fragment.replaceWith(shown);
  window.htmx?.process(shown);
  document.dispatchEvent(new CustomEvent("hejie:renewed", { detail: shown }));
  if (focused !== null) focusAgain(shown, focused);
}

// What came from another page goes on coming from there, and so does what stands in it.
function remember(shown, address) {
  keep(shown);
  for (const one of fragments(shown)) one.setAttribute("hx-get", one.getAttribute("hx-get") || address);
}

// Hidden values (tokens, keys) and addresses of streams are new in every answer and say nothing to the reader.
function essence(fragment) {
  return fragment.outerHTML.replace(/<input type="hidden"[^>]*>| data-live="[^"]*"/g, "").replace(/\s+/g, " ");
}

function isBusy(fragment) {
  const focused = document.activeElement;
  if (fragment.contains(focused) && focused.matches("input, textarea, select, canvas")) return true;
  if (fragment.querySelector(".hj-errors")) return true; // sent back to be mended
  return [...fragment.querySelectorAll("textarea, select, input")].some(isTouched);
}

function isTouched(input) {
  if (input.type === "hidden") return Boolean(input.closest("[data-signpad]") && input.value);
  if (input.type === "checkbox" || input.type === "radio") return input.checked !== input.defaultChecked;
  if (input.tagName !== "SELECT") return input.value !== input.defaultValue;
  const first = [...input.options].find((option) => option.defaultSelected) ?? input.options[0];
  return input.value !== first?.value;
}

// Focus stays on the same control where it is still there, else goes to the fragment's heading.
function focusAgain(fragment, id) {
  const target = (id && document.getElementById(id)) || fragment.querySelector("h1, h2, h3") || fragment;
  if (!target.matches("a, button, input, select, textarea, summary, [tabindex]")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
