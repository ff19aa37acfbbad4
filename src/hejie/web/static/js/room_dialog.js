// Nobody leaves the room to fill in a form: pages of the case open in a dialog, and their forms are sent from there.
// Acts of the room that ask for something get their form from the act's own schema.
import { isLost } from "./room_focus.js";

const box = document.getElementById("room-dialog");
const shown = box.querySelector("[data-shown]");
const english = document.documentElement.lang === "en";

box.querySelector("[data-shut]").addEventListener("click", () => box.close());
document.addEventListener("click", follow);
document.addEventListener("submit", send);

// A page of the case, by its link. A link within the page of the case whose aim is not here names the form instead.
async function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.ctrlKey || event.metaKey) return;
  const address = link.dataset.form && !document.querySelector(link.hash) ? new URL(link.dataset.form, location.href).href : link.href;
  if (!staysHere(link, address)) return;
  event.preventDefault();
  const answer = await fetch(address).catch(() => null);
  if (answer?.ok) open(await answer.text());
  else location.assign(address);
}

function staysHere(link, address) {
  return link.closest("[data-case], #room-dialog") && isForm(address) && !link.hasAttribute("download") && link.target !== "_blank";
}

const isForm = (address) => /\/(moves|sign|draft|confirmation)\//.test(new URL(address).pathname);

async function send(event) {
  const form = event.target;
  if (!form.closest("[data-case], #room-dialog") || form.dataset.act !== undefined || form.method !== "post") return;
  event.preventDefault();
  const part = form.closest("[data-case] section[id]")?.id;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) }).catch(() => null);
  document.dispatchEvent(new CustomEvent("hejie:answered"));
  const isDone = answer?.redirected && answer.ok && (!isForm(answer.url) || answer.url.includes("/draft/"));
  if (isDone) box.close();
  else if (answer) open(await answer.text());
  makeReady(form, isDone);
  const isWaiting = isLost() || (document.activeElement.matches("button") && form.contains(document.activeElement));
  if (isDone && part && isWaiting) stand(document.getElementById(part));
  document.dispatchEvent(new Event("hejie:stale"));
}

// The form stays in the room: what is done is not sent again by the next press, what is not done can be.
function makeReady(form, isDone) {
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
  if (!isDone) return;
  if (!form.closest("[data-clauses]")) form.reset(); // what was sent waits for nothing: its part of the case may be renewed
  if (form.elements.key) form.elements.key.value = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  for (const field of form.querySelectorAll("[name$='-new']")) field.value = "";
}

// In the part of the case where the result of the act appears.
function stand(part) {
  if (!part?.checkVisibility()) return;
  if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
  part.focus({ preventScroll: true });
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
