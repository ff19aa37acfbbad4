// Visits on a phone: pages kept by a service worker, drafts and photos kept in this browser, sent when there is a network.

// What is written on a visit, kept on this phone until the office has it: one entry for each visit, under the key that
// it is sent with. States: draft (being written), waiting (for the network), conflict (the office said why not).
const NAME = "hejie-field";
const STORE = "visits";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function run(mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const asked = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => { database.close(); resolve(asked.result); };
    transaction.onerror = transaction.onabort = () => { database.close(); reject(transaction.error); };
  });
}

const save = (visit) => run("readwrite", (store) => store.put(visit));
const forget = (key) => run("readwrite", (store) => store.delete(key));
const all = async (person) => (await run("readonly", (store) => store.getAll())).filter((visit) => visit.person === person);

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Send what waits, the oldest first, one tab at a time. Stops where there is no network or nobody is signed in;
// `told` hears of every visit whose state changed, and of "offline" or "signed-out".
async function sendAll(person, told) {
  const work = async () => {
    const waiting = (await all(person)).filter((visit) => visit.state === "waiting").sort((one, other) => one.at - other.at);
    if (!waiting.length) return;
    const who = await whoseTurn();
    if (who.state) return told(who.state);
    if (who.person !== person) return told("signed-out");
    for (const visit of waiting) if (await send(visit, who.token, told) === false) return;
  };
  return navigator.locks ? navigator.locks.request("hejie-field-send", work) : work();
}

async function whoseTurn() {
  const answer = await fetch("/field/token/", { redirect: "manual" }).catch(() => null);
  if (!answer) return { state: "offline" };
  return answer.ok ? answer.json() : { state: "signed-out" };
}

async function send(visit, token, told) {
  const answer = await fetch(visit.url, { method: "POST", body: body(visit), headers: { Accept: "application/json", "X-CSRFToken": token }, redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 500) { told("offline"); return false; }
  const said = await answer.json().catch(() => ({}));
  if (said.state === "done") {
    await forget(visit.key);
    return told({ ...visit, state: "done", news: said.news });
  }
  const refused = { ...visit, state: "conflict", text: said.text ?? "" };
  await save(refused);
  return told(refused);
}

function body(visit) {
  const form = new FormData();
  for (const [name, value] of visit.values) form.append(name, value);
  form.set("key", visit.key);
  form.set("seen", visit.seen);
  for (const file of visit.files) form.append("files", file.blob, file.name);
  return form;
}

// The pages.
const root = document.querySelector("[data-field]");
const { person } = root.dataset;
const form = document.querySelector("form[data-visit]");
const TRY_AGAIN_MS = 20000;
let visit = null;

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/field/worker.js", { scope: "/field/" }).then(() => navigator.serviceWorker.ready).then(keepPages).catch(() => null);

// Once the list is read, its cases are read too, so that they open without a network; cases no longer on it go.
async function keepPages() {
  if (form || !navigator.onLine || !window.caches) return;
  const links = [...document.querySelectorAll("[data-keep]")].map((link) => link.getAttribute("href"));
  const cache = await caches.open("hejie-field-pages");
  for (const kept of await cache.keys()) {
    const path = new URL(kept.url).pathname;
    if (path !== "/field/" && !links.includes(path)) await cache.delete(kept);
  }
  for (const path of ["/field/", ...links]) {
    const answer = await fetch(path, { redirect: "manual" }).catch(() => null);
    if (answer?.ok) await cache.put(path, answer);
  }
  root.dataset.kept = "yes";
}

const words = (name) => root.dataset[name];
const line = (text, tone) => Object.assign(document.createElement("p"), { className: "hj-note", textContent: text, ...(tone && { role: "alert" }) });

function say(text, tone = "") {
  const note = line(text, tone);
  if (tone) note.dataset.tone = tone;
  document.querySelector("[data-said]").replaceChildren(note);
}

// The list of what lies on this phone.
async function showKept() {
  const list = document.querySelector("[data-kept-list]");
  const kept = await all(person);
  const offline = document.querySelector("[data-offline]");
  if (offline) offline.hidden = navigator.onLine;
  if (!list) return;
  list.closest("section").hidden = !kept.length;
  list.replaceChildren(...kept.map((one) => {
    const item = document.getElementById("kept").content.firstElementChild.cloneNode(true);
    item.dataset.state = one.state;
    item.querySelector("a").href = one.page;
    item.querySelector("a").textContent = one.title;
    item.querySelector("[data-state-words]").textContent = words(one.state) + (one.state === "conflict" ? ` ${one.text}` : "");
    return item;
  }));
}

function told(what) {
  if (what === "offline") say(words("waiting"), "soon");
  else if (what === "signed-out") say(words("signedOut"), "soon");
  else if (what.state === "conflict") say(`${words("conflict")} ${what.text}`, "over");
  else say(words("done") + (what.news ? ` ${words("news").replace("{n}", what.news)}` : ""));
}

async function sendWaiting() {
  await sendAll(person, told).catch(() => say(words("waiting"), "soon"));
  await showKept();
}

// One visit being written.
async function begin() {
  const kept = (await all(person)).filter((one) => one.page === location.pathname && one.state !== "waiting");
  visit = kept[0] ?? { key: newKey(), person, page: location.pathname, url: form.getAttribute("action"), title: root.dataset.title, seen: root.dataset.seen, state: "draft", values: [], files: [], at: Date.now() };
  if (visit.state === "conflict") say(`${words("conflict")} ${visit.text}`, "over");
  for (const [name, value] of visit.values) fill(name, value);
  showPhotos();
}

function fill(name, value) {
  const control = form.elements[name];
  if (control instanceof RadioNodeList) control.value = value;
  else if (control?.type === "file") return;
  else if (control) control.value = value;
  if (name === "drawing" && value) control.dispatchEvent(new CustomEvent("hejie:drawn"));
}

function read() {
  const values = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "key", "seen"].includes(name));
  return { ...visit, values, at: Date.now() };
}

async function keep() {
  form.ariaBusy = "true";
  visit = read();
  await save(visit);
  form.ariaBusy = "false";
}

function showPhotos() {
  const list = form.querySelector("[data-photos]");
  list.replaceChildren(...visit.files.map((file, place) => {
    const item = document.getElementById("photo").content.firstElementChild.cloneNode(true);
    const shown = item.querySelector("img");
    shown.src = URL.createObjectURL(file.blob);
    shown.alt = file.name;
    shown.onload = () => URL.revokeObjectURL(shown.src);
    item.querySelector("button").addEventListener("click", async () => { visit.files.splice(place, 1); await keep(); showPhotos(); });
    return item;
  }));
}

if (form) {
  const camera = form.querySelector("[data-camera]");
  begin();
  form.addEventListener("input", keep);
  form.addEventListener("pointerup", () => { form.ariaBusy = "true"; setTimeout(keep); });
  camera.addEventListener("change", async () => {
    visit.files.push(...[...camera.files].map((file) => ({ name: file.name, blob: file })));
    camera.value = "";
    await keep();
    showPhotos();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const empty = [...form.querySelectorAll("[data-needed]")].filter((box) => !filled(box));
    for (const box of form.querySelectorAll("[data-needed]")) box.querySelector("[data-missing]").hidden = !empty.includes(box);
    if (empty.length) return empty[0].querySelector("input:not([type=hidden]), textarea").focus();
    await keep();
    await save({ ...visit, state: "waiting" });
    location.assign("/field/");
  });
}

function filled(box) {
  const controls = [...box.querySelectorAll("input, textarea")];
  return controls.some((one) => one.type === "radio" ? one.checked : one.value.trim());
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-forget]");
  if (!button) return;
  const page = new URL(button.closest("li").querySelector("a").href).pathname;
  const kept = (await all(person)).find((one) => one.page === page && one.state !== "waiting");
  if (kept && confirm(words("sure"))) { await forget(kept.key); await showKept(); }
});

addEventListener("online", sendWaiting);
addEventListener("offline", showKept);
document.addEventListener("visibilitychange", () => { if (!document.hidden) sendWaiting(); });
setInterval(sendWaiting, TRY_AGAIN_MS);
showKept().then(sendWaiting);
