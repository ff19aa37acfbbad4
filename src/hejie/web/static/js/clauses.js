// The shared draft, saved while it is written and renewed while others write. Without this script the same form is
// saved by its button. Each box carries the version its words come from; the server merges. What stands half typed in
// a box, and the caret in it, is never taken away: words of others come in around it.
const PAUSE_MS = 1500;
const RETRY_MS = 5000;
let timer = 0;
let isAsking = false; // one request at a time, so that an older answer never comes after a newer one
let isStale = false; // others have saved since the last answer

const section = () => document.querySelector("#draft[data-clauses]");
const form = () => document.getElementById("draft-form");
const isDirty = (box) => box.value !== box.defaultValue;
const boxes = () => [...(form()?.querySelectorAll("textarea, input[type=text], input:not([type])") ?? [])];
const isUnsaved = () => boxes().some((box) => isDirty(box) && !box.name.endsWith("-new"));

document.addEventListener("input", (event) => {
  if (form()?.contains(event.target) && !event.target.name.endsWith("-new") && event.target.id !== "library") later(PAUSE_MS);
});
document.addEventListener("focusout", (event) => {
  if (form()?.contains(event.target) && isDirty(event.target) && !event.target.name.endsWith("-new")) later(PAUSE_MS);
});
document.addEventListener("hejie:renewed", (event) => {
  if (event.detail.id !== "draft-head") return;
  isStale = true;
  ask(fetchAgain);
});
addEventListener("online", () => later(0));
addEventListener("beforeunload", (event) => { if (boxes().some(isDirty)) event.preventDefault(); });
document.addEventListener("submit", (event) => { if (event.target === form()) for (const box of boxes()) box.defaultValue = box.value; });

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => ask(save), milliseconds);
}

// While an answer is awaited nothing else is asked for: what became due meanwhile follows it.
async function ask(what) {
  if (isAsking) return;
  isAsking = true;
  const isDone = await what().finally(() => { isAsking = false; });
  if (!isDone) later(RETRY_MS);
  else if (isStale) ask(fetchAgain);
  else if (isUnsaved()) later(PAUSE_MS);
}

async function save() {
  if (!form() || !isUnsaved()) return true;
  tell("saving");
  const sent = new Map(boxes().map((box) => [box.name, box.value]));
  const data = new FormData(form());
  for (const name of ["text-new", "heading-new", "library"]) data.delete(name);
  data.set("key", crypto.randomUUID?.() ?? String(Math.random()).slice(2));
  const isSaved = await answered(form().action, { method: "POST", body: data }, sent);
  tell(isSaved ? "saved" : "failed");
  return isSaved;
}

async function fetchAgain() {
  isStale = false;
  const isFresh = await answered(document.getElementById("draft-head")?.getAttribute("hx-get") || location.href, {}, new Map());
  isStale ||= !isFresh;
  return isFresh;
}

async function answered(address, request, sent) {
  const answer = await fetch(address, { ...request, headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok) renew(parsed(await answer.text()), sent);
  return Boolean(answer?.ok);
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html").getElementById("draft");

// Boxes stay the same elements, so that focus and caret stay; all around them comes from the server.
function renew(fresh, sent) {
  const now = section();
  if (!fresh || !now) return;
  if (!fresh.matches("[data-clauses]")) return void now.replaceWith(fresh);
  for (const id of ["draft-head", "draft-foot", "draft-library"]) exchange(document.getElementById(id), fresh.querySelector(`#${id}`));
  fresh.querySelector("input[name=version]") && (form().elements.version.value = fresh.querySelector("input[name=version]").value);
  const list = document.getElementById("draft-clauses");
  const known = new Map([...list.children].map((item) => [item.dataset.clause, item]));
  let place = null;
  for (const item of [...fresh.querySelectorAll("#draft-clauses > li")]) {
    const own = known.get(item.dataset.clause);
    known.delete(item.dataset.clause);
    const shown = own ? renewClause(own, item, sent) : document.adoptNode(item);
    const wanted = place ? place.nextElementSibling : list.firstElementChild;
    if (shown !== wanted && !shown.contains(document.activeElement)) list.insertBefore(shown, wanted);
    place = shown;
  }
  for (const gone of known.values()) if (![...gone.querySelectorAll("input, textarea")].some((box) => box.type !== "hidden" && isDirty(box))) gone.remove();
}

function exchange(old, fresh) {
  if (!old || !fresh || old.contains(document.activeElement)) return;
  if (old.hasAttribute("hx-get")) fresh.setAttribute("hx-get", old.getAttribute("hx-get")); // it may come from another page
  old.replaceWith(document.adoptNode(fresh));
}

function renewClause(own, fresh, sent) {
  const boxesHere = [...own.querySelectorAll("input:not([type=hidden]), textarea")];
  if (!boxesHere.some((box) => isDirty(box) || box === document.activeElement)) {
    const shown = document.adoptNode(fresh);
    own.replaceWith(shown);
    return shown;
  }
  let isWhole = true;
  for (const box of boxesHere) isWhole = take(box, fresh.querySelector(`[name="${box.name}"]`).value, sent.get(box.name)) && isWhole;
  if (isWhole) own.querySelector("input[type=hidden]").value = fresh.querySelector("input[type=hidden]").value;
  for (const child of [...own.children]) if (!child.matches("input, textarea, label") && !child.querySelector("input, textarea")) child.remove();
  for (const child of [...fresh.children]) if (!child.matches("input, textarea, label") && !child.querySelector("input, textarea")) own.append(document.adoptNode(child));
  return own;
}

// Puts the words of the server into a box. What was typed since they were sent is put where it belongs among them;
// false where that cannot be told: the box then keeps its words and the version they come from.
function take(box, words, was = box.defaultValue) {
  const typed = change(was, box.value);
  const theirs = change(was, words);
  let value = words;
  if (typed && theirs) {
    if (typed.end < theirs.start) value = words.slice(0, typed.start) + typed.words + words.slice(typed.end);
    else if (typed.start > theirs.end) {
      const shift = theirs.words.length - (theirs.end - theirs.start);
      value = words.slice(0, typed.start + shift) + typed.words + words.slice(typed.end + shift);
    } else return false;
  } else if (typed) value = box.value;
  if (box.value !== value) {
    const caret = [box.selectionStart, box.selectionEnd].map((at) => (theirs && at > theirs.end ? at + theirs.words.length - (theirs.end - theirs.start) : at));
    box.value = value;
    if (box === document.activeElement) box.setSelectionRange(...caret);
  }
  box.defaultValue = words;
  return true;
}

// The one stretch in which two texts differ; null when they do not.
function change(before, after) {
  if (before === after) return null;
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = before.length;
  let last = after.length;
  while (end > start && last > start && before[end - 1] === after[last - 1]) [end, last] = [end - 1, last - 1];
  return { start, end, words: after.slice(start, last) };
}

function tell(what) {
  const line = document.getElementById("draft-kept");
  if (line) line.textContent = line.dataset[what];
}
