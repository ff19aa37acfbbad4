// Nobody leaves the room to fill in a form: pages of the case open in a dialog, and their forms are sent from there.
// Acts of the room that ask for something get their form from the act's own schema.
const box = document.getElementById("room-dialog");
const shown = box.querySelector("[data-shown]");
const english = document.documentElement.lang === "en";

box.querySelector("[data-shut]").addEventListener("click", () => box.close());
document.addEventListener("click", follow);
document.addEventListener("submit", send);

// A page of the case, by its link.
async function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || !staysHere(link) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const answer = await fetch(link.href).catch(() => null);
  if (answer?.ok) open(await answer.text());
  else location.assign(link.href);
}

function staysHere(link) {
  return link.closest("[data-case], #room-dialog") && isForm(link.href) && !link.hasAttribute("download") && link.target !== "_blank";
}

const isForm = (address) => /\/(moves|sign|draft|confirmation)\//.test(new URL(address).pathname);

async function send(event) {
  const form = event.target;
  if (!form.closest("[data-case], #room-dialog") || form.dataset.act !== undefined || form.method !== "post") return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) }).catch(() => null);
  if (answer?.redirected && answer.ok && (!isForm(answer.url) || answer.url.includes("/draft/"))) box.close();
  else if (answer) open(await answer.text());
  for (const box of form.querySelectorAll("textarea, input:not([type=hidden])")) if (box.name.endsWith("-new")) box.value = "";
  document.dispatchEvent(new Event("hejie:stale"));
}

function open(text) {
  const main = new DOMParser().parseFromString(text, "text/html").getElementById("main");
  if (!main) return;
  shown.replaceChildren(...document.adoptNode(main).childNodes);
  show();
}

function show() {
  if (!box.open) box.showModal();
  document.dispatchEvent(new CustomEvent("hejie:renewed", { detail: shown }));
  (shown.querySelector("[data-focus], [aria-invalid=true]") ?? shown.querySelector("h1, h2, input:not([type=hidden])"))?.focus();
}

// The form of an act: resolves with its inputs when it is sent, with null when it is shut.
export function ask(act, schema, given = {}) {
  const form = document.createElement("form");
  form.className = "grid gap-4 p-5";
  form.dataset.act = act.act;
  form.append(heading(act.label), ...fields(schema, given), button(act.label));
  shown.replaceChildren(form);
  show();
  return new Promise((done) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done({ ...given, ...inputs(form, schema) });
      box.close();
    });
    box.addEventListener("close", () => done(null), { once: true });
  });
}

const heading = (label) => Object.assign(document.createElement("h2"), { textContent: label, className: "text-lg", tabIndex: -1 });
const button = (label) => Object.assign(document.createElement("button"), { textContent: label, className: "btn btn-primary" });

function fields(schema, given) {
  return Object.entries(schema.properties).filter(([key]) => !(key in given)).map(([key, one]) => field(key, one, schema.required.includes(key)));
}

function field(key, one, required) {
  const row = document.createElement("div");
  row.className = "hj-field";
  const label = Object.assign(document.createElement("label"), { textContent: english ? one["x-title-en"] : one.title, htmlFor: `act-${key}` });
  const input = one.enum ? choice(one, required) : document.createElement(one.maxLength > 200 ? "textarea" : "input");
  Object.assign(input, { id: `act-${key}`, name: key, required, className: "hj-input" });
  if (one.maxLength) input.maxLength = one.maxLength;
  row.append(label, input);
  return row;
}

function choice(one, required) {
  const list = document.createElement("select");
  const labels = one[english ? "x-labels-en" : "x-labels"];
  const values = required && one.enum.length === 1 ? one.enum : ["", ...one.enum];
  list.append(...values.map((value) => new Option(labels[value] ?? "", value)));
  return list;
}

function inputs(form, schema) {
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  return Object.fromEntries(filled.map(([key, value]) => [key, schema.properties[key].type === "boolean" ? true : value]));
}
