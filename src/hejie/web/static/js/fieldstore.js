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

export const save = (visit) => run("readwrite", (store) => store.put(visit));
export const forget = (key) => run("readwrite", (store) => store.delete(key));
export const find = (key) => run("readonly", (store) => store.get(key));
export const all = async (person) => (await run("readonly", (store) => store.getAll())).filter((visit) => visit.person === person);

export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Send what waits, the oldest first, one tab at a time. Stops where there is no network or nobody is signed in;
// `told` hears of every visit whose state changed, and of "offline" or "signed-out".
export async function sendAll(person, told) {
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
