// The mediation room in a browser: who is here, what is said, who may do what. Nothing here decides: the server's state
// says which acts are open, and every change is heard from the stream before it is shown.
import { Devices } from "./room_devices.js";
import { ask } from "./room_dialog.js";
import { isLost, land } from "./room_focus.js";
import { Head } from "./room_head.js";
import { Link, Refused } from "./room_link.js";
import { Mesh, inSight } from "./room_mesh.js";
import { People } from "./room_people.js";
import { Recorder } from "./room_recorder.js";
import { Seats } from "./room_seats.js";
import { Talk } from "./room_talk.js";

const room = document.getElementById("room");
const words = JSON.parse(document.getElementById("room-words").textContent);
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
const part = (name) => room.querySelector(`[data-part="${name}"]`);
const link = new Link(room.dataset.base, token);
const devices = new Devices();
const recorder = new Recorder();
const seats = new Seats(part("seats"), words);
const talk = new Talk(part("talk"), words, room.dataset.case, do_, tell);
const people = new People(room, words, open);
const head = new Head(room, words, tell);
// Acts with a place of their own on the page; every other one that is open is a button among the mediator's.
const PLACED = new Set([
  ...["enter", "leave", "admit", "turn_away", "remove", "mute", "unmute", "raise_hand", "lower_hand", "say", "signal"],
  ...["share_screen", "stop_sharing", "step_aside", "come_back", "agree_recording", "refuse_recording", "lay_on_table"],
]);
const MOST_TOLD = 5;
const CHANGELESS = new Set(["say", "signal", "note_phone_party", "lay_on_table"]);

let state = null;
let mesh = null;
let present = new Set();
let stale = 0;
let isFull = false; // six others see each other already

// Acts

async function do_(act, inputs = {}) {
  try {
    await link.act(act, inputs);
    say_("");
    return true;
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    say_(refusal.message, true);
    renewSoon();
    return false;
  }
}

function say_(sentence, isRefusal = false) {
  part("refusal").textContent = sentence;
  part("refusal").toggleAttribute("data-wrong", isRefusal);
}

// For whoever listens to the page: one line after the other, politely, whatever part of the room is shown.
function tell(sentence) {
  if (!sentence) return;
  const told = part("told");
  told.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  while (told.childElementCount > MOST_TOLD) told.firstElementChild.remove();
}

const act = (key) => state?.acts.find((one) => one.act === key);

async function open(key, given = {}) {
  const one = act(key);
  if (!one) return false;
  const isAsked = Object.keys(one.inputs.properties).some((name) => !(name in given));
  const inputs = isAsked ? await ask(one, schemaFor(one, given.guest), given) : given;
  const isDone = inputs ? await do_(key, inputs) : false;
  land(room, given.guest && people.row(given.guest));
  return isDone;
}

// An account vouches only for whoever came in with one that was checked.
function schemaFor({ inputs }, id) {
  const identity = inputs.properties.identity;
  if (!identity || state.guests.find((one) => one.id === id)?.has_account !== false) return inputs;
  return { ...inputs, properties: { ...inputs.properties, identity: { ...identity, enum: identity.enum.filter((one) => one !== "account") } } };
}

// The state

async function renew(isFirst = false) {
  state = await link.state().catch(withoutSeat);
  if (!state) return;
  show();
  if (isFirst) {
    talk.begin(state);
    for (const one of state.happenings) talk.add(one, state, false);
  }
  if (state.stream && (isFirst || !link.isLive)) link.listen(state.stream, state.session?.id, isFirst ? state.after : link.after);
  meet();
}

// Whoever came by a link has no seat when the session is over.
function withoutSeat({ code }) {
  return state && code === "404" ? { ...state, session: null, acts: [], stream: null } : state;
}

function renewSoon() {
  clearTimeout(stale);
  stale = setTimeout(renew, 60);
}

function show() {
  const before = room.dataset.place;
  const wasLost = isLost();
  const place = state.session && !state.session.ended_at ? state.me.place : "closed";
  room.dataset.place = place;
  for (const one of room.querySelectorAll("[data-at]")) one.hidden = !one.dataset.at.split(" ").includes(place);
  head.show(state);
  seats.show(state, present);
  talk.show(state);
  head.buttons(state, devices);
  people.show(state, state.acts.filter((one) => !PLACED.has(one.act)));
  if (before === "loading") return;
  if (place !== before) document.dispatchEvent(new Event("hejie:stale")); // other parts of the case are shown now
  if (place !== before || !wasLost) land(room);
}

// Picture and sound

function meet(isNew = false) {
  const here = ["main", "caucus"].includes(state?.me.place) && !state.session.ended_at;
  if (here && !mesh) {
    mesh = new Mesh(state.me.guest, (guest, payload) => link.act("signal", { guest, payload }).catch(() => {}), link.servers(state.ice));
    mesh.addEventListener("picture", ({ detail }) => { seats.picture(detail.guest, detail.stream); recorder.mixIn(); });
    mesh.addEventListener("gone", ({ detail }) => seats.picture(detail.guest, null));
    mesh.addEventListener("reached", ({ detail }) => seats.reach(detail.guest, true));
    mesh.addEventListener("unreached", ({ detail }) => seats.reach(detail.guest, false));
    mesh.addEventListener("net", ({ detail }) => network(detail.worst));
    sendTracks();
    isNew = true;
  }
  if (!here) return leaveMesh();
  const seen = inSight(state, present);
  isFull = !seen.includes(state.me.guest);
  mesh.meet(isFull ? [] : seen.filter((id) => id !== state.me.guest), isNew);
  if (isFull) network("full");
}

function leaveMesh() {
  mesh?.close();
  mesh = null;
}

function sendTracks() {
  mesh?.setTrack("audio", state.me.is_muted ? null : devices.audio);
  mesh?.setTrack("video", devices.picture);
  seats.own(state.me.guest, devices.picture);
}

function network(worst) {
  const now = !link.isLive || !navigator.onLine ? "offline" : isFull ? "full" : worst;
  if (part("net").dataset.state === now) return;
  part("net").textContent = words.net[now];
  part("net").dataset.state = now;
}

devices.addEventListener("change", () => {
  if (!state) return;
  sendTracks();
  head.buttons(state, devices);
});

setInterval(() => mesh && seats.speaking(mesh.levels()), 500);

// What is heard

link.addEventListener("happening", async ({ detail }) => {
  const { kind, by, about } = detail;
  if (kind === "signal") return takeSignal(by, detail.body.payload);
  if (kind === "ask_recording") head.askToRecord(detail.seq);
  if (kind === "stop_recording" || kind === "end_session") await keepRecording();
  if (kind === "step_aside" || kind === "come_back" || about === state.me.guest || !CHANGELESS.has(kind)) await renew();
  talk.add(detail, state);
  if (kind === "start_recording" && by === state.me.guest) recorder.start(() => seats.pictures(), () => seats.voices(devices.audio));
  if (kind === "mute" || kind === "unmute") sendTracks();
});
link.addEventListener("present", ({ detail }) => {
  present = new Set(detail.guests);
  if (!state) return;
  const isUnknown = detail.guests.some((guest) => !state.guests.some((one) => one.id === guest));
  if (isUnknown) return renewSoon();
  seats.show(state, present);
  meet();
});
link.addEventListener("out", ({ detail }) => {
  link.close();
  leaveMesh();
  devices.stop();
  say_(words.out[detail.why] ?? "");
  renew();
});
link.addEventListener("changed", () => {
  document.dispatchEvent(new Event("hejie:stale"));
  if (!state?.session || state.session.ended_at) renewSoon();
});
link.addEventListener("live", ({ detail }) => {
  if (detail.isLive) renewSoon();
  network(detail.isLive ? "alone" : "offline");
});
link.addEventListener("lost", () => renew());
for (const name of ["online", "offline"]) addEventListener(name, () => network("alone"));

// A signal may be quicker than the news that oneself or the other came in.
async function takeSignal(by, payload) {
  if (!isNear(by)) await renew();
  if (isNear(by)) await mesh?.take(by, payload);
}

const isNear = (guest) => state.guests.some((one) => one.id === guest && one.place === state.me.place);

async function keepRecording() {
  const file = await recorder.stop();
  if (!file) return;
  const form = new FormData();
  form.set("file", file);
  await link.send("recording/", form).then(() => say_(words.kept), (refusal) => say_(refusal.message, true));
}

// What is pressed

room.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button || !state) return;
  const { do: key, circle, show: view } = button.dataset;
  if (button === part("audio") || button === part("video")) devices.turn(button.dataset.part, !devices.isOn(button.dataset.part));
  else if (circle) await stand(circle);
  else if (view) look(view);
  else if (key === "share_screen") (await devices.shareScreen(() => do_("stop_sharing"))) && do_(key);
  else if (key) {
    if (key === "stop_sharing") devices.stopScreen();
    await open(key, key === "raise_hand" || (key === "lower_hand" && state.me.is_hand_raised) || key.endsWith("_recording") ? only(key) : {});
    if (key === "leave") devices.stop();
  }
});

// These are about oneself: what they may ask about somebody else is left out.
function only(key) {
  const asked = act(key)?.inputs.properties ?? {};
  return Object.fromEntries(Object.keys(asked).map((name) => [name, undefined]));
}

// Together, or alone with one side: from one side to the other leads through the common room.
async function stand(circle) {
  const now = state.session.caucus ?? "main";
  if (circle === now) return;
  if (now !== "main") await do_("come_back");
  if (circle !== "main") await do_("step_aside", { side: circle });
}

// On a phone one thing at a time: pictures, writing, the case.
function look(view) {
  room.dataset.view = view;
  for (const button of room.querySelectorAll("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === view));
  if (view === "talk") talk.seen();
}

part("entry").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const got = await devices.take(form.get("wish"));
  if (got !== form.get("wish")) say_(words.less[got]);
  if (await do_("enter", { name: form.get("name"), rules_read: form.has("rules_read") })) await renew(true);
});
part("again").addEventListener("click", async () => {
  await devices.take("video");
  part("again").hidden = true;
  land(room);
});
document.getElementById("room-dialog").addEventListener("close", () => land(room));
part("laying").addEventListener("change", async ({ target }) => {
  if (!target.files.length) return;
  const form = new FormData();
  form.set("file", target.files[0]);
  form.set("to", talk.to);
  say_(words.sending);
  await link.send("table/", form).then(() => say_(""), (refusal) => say_(refusal.message, true));
  target.value = "";
});
addEventListener("pagehide", () => { link.close(); leaveMesh(); devices.stop(); });

look("pictures");
await renew(true);
part("loading").hidden = true;
document.dispatchEvent(new Event("hejie:stale")); // the case beside the talk comes from its own page
// Back in the room after a reload: one press gives camera and microphone again, because browsers want to be asked.
part("again").hidden = !["main", "caucus", "lobby"].includes(state?.me.place);
if (!part("again").hidden) devices.take("video").then((got) => { part("again").hidden = got !== "text"; });
