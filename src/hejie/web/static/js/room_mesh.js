// Picture and sound between browsers: one connection with each guest in the same place, up to six people.
// The lower guest id makes the offer. Tracks are exchanged for one another, so switching a camera needs no new offer.
// A connection that falls is made again; while it cannot be made, the talk goes on in writing.
const GATHER_MS = 150; // candidates are sent in bundles
const FALLEN_MS = 6000; // disconnected for longer is fallen
const UNREACHED_MS = 12_000; // not connected by then: in writing for now
const LOOK_MS = 2500;
const KINDS = ["audio", "video"];
const MOST = 6; // every browser sends its picture to each of the others
const FIRST = ["mediator", "complainant", "respondent", "support", "observer"];

// Who see and hear each other in one place, by id: whoever leads and the sides before those who help or listen. Every
// browser counts alike, so both ends of a connection agree; whoever comes after them takes part in writing.
export function inSight({ guests, me }, present) {
  const here = guests.filter((one) => one.place === me.place && !one.by_phone && (one.id === me.guest || present.has(one.id)));
  here.sort((one, other) => FIRST.indexOf(one.side) - FIRST.indexOf(other.side) || (one.id < other.id ? -1 : 1));
  return here.slice(0, MOST).map((one) => one.id);
}

export class Mesh extends EventTarget {
  #peers = new Map();
  #timer = setInterval(() => this.#look(), LOOK_MS);

  // `send(guest, payload)` carries a string to one guest; `ice()` brings servers for a new connection.
  constructor(me, send, ice) {
    super();
    Object.assign(this, { me, send, ice });
    this.tracks = { audio: null, video: null };
  }

  // Who is in the same place now: connections with others end. `isNew`: this page has just been opened, so a guest
  // with the lower id may hold a connection with the page before.
  meet(guests, isNew = false) {
    for (const [guest, peer] of this.#peers) if (!guests.includes(guest)) this.#drop(guest, peer);
    for (const guest of guests) {
      if (this.#peers.has(guest)) continue;
      const peer = this.#peer(guest);
      if (this.me < guest) peer.offer();
      else if (isNew) peer.askAgain();
    }
  }

  // A signal from a guest in the same place.
  async take(guest, text) {
    const said = JSON.parse(text);
    const peer = this.#peer(guest);
    if (said.again && this.me < guest) await peer.offer();
    else await peer.take(said);
  }

  setTrack(kind, track) {
    this.tracks[kind] = track;
    for (const peer of this.#peers.values()) peer.load(kind);
  }

  // How loud each guest is now, 0 to 1.
  levels() {
    return new Map([...this.#peers].map(([guest, peer]) => [guest, peer.level()]));
  }

  close() {
    clearInterval(this.#timer);
    this.meet([]);
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #peer(guest) {
    if (!this.#peers.has(guest)) this.#peers.set(guest, new Peer(this, guest));
    return this.#peers.get(guest);
  }

  #drop(guest, peer) {
    peer.close();
    this.#peers.delete(guest);
    this.tell("gone", { guest });
  }

  async #look() {
    const found = await Promise.all([...this.#peers.values()].map((peer) => peer.health()));
    this.tell("net", { worst: ["bad", "weak", "good"].find((word) => found.includes(word)) ?? "alone" });
  }
}

class Peer {
  constructor(mesh, guest) {
    Object.assign(this, { mesh, guest, number: "", connection: null, early: [], bundle: [], isUnreached: false });
    this.#watch();
  }

  async offer() {
    const number = String(Math.random()).slice(2);
    const connection = await this.#open(number);
    if (!connection) return;
    for (const kind of KINDS) connection.addTransceiver(kind, { direction: "sendrecv" });
    await this.#describe(connection, number);
  }

  askAgain() {
    this.mesh.send(this.guest, JSON.stringify({ again: true }));
  }

  async take(said) {
    if (said.sdp?.type === "offer") return this.#answer(said);
    if (said.number !== this.number) return;
    if (said.sdp && this.connection?.signalingState === "have-local-offer") await this.connection.setRemoteDescription(said.sdp);
    await this.#add(said.candidates ?? []);
  }

  load(kind) {
    const sender = this.connection?.getTransceivers().find((one) => one.receiver.track.kind === kind)?.sender;
    sender?.replaceTrack(this.mesh.tracks[kind]).catch(() => {});
  }

  level() {
    const sources = this.connection?.getReceivers().flatMap((one) => (one.track.kind === "audio" ? one.getSynchronizationSources() : []));
    return sources?.[0]?.audioLevel ?? 0;
  }

  // In a word, how the connection does.
  async health() {
    if (this.connection?.connectionState !== "connected") return this.isUnreached ? "bad" : "weak";
    const told = [...(await this.connection.getStats()).values()].filter((one) => one.type === "remote-inbound-rtp");
    const lost = Math.max(0, ...told.map((one) => one.fractionLost ?? 0));
    const slow = Math.max(0, ...told.map((one) => one.roundTripTime ?? 0));
    return lost > 0.2 || slow > 1.5 ? "bad" : lost > 0.05 || slow > 0.5 ? "weak" : "good";
  }

  close() {
    clearTimeout(this.fallen);
    clearTimeout(this.unreached);
    this.connection?.close();
    this.connection = null;
    this.number = "";
  }

  async #answer(said) {
    const connection = await this.#open(said.number);
    if (!connection) return;
    await connection.setRemoteDescription(said.sdp);
    for (const one of connection.getTransceivers()) one.direction = "sendrecv";
    await this.#describe(connection, said.number);
    await this.#add([]);
  }

  async #describe(connection, number) {
    KINDS.forEach((kind) => this.load(kind));
    await connection.setLocalDescription();
    if (number === this.number) this.#say({ sdp: connection.localDescription });
  }

  // A new connection; null when a newer one was begun while its servers were fetched.
  async #open(number) {
    this.close();
    Object.assign(this, { number, early: [], bundle: [] });
    this.#watch();
    const servers = await this.mesh.ice();
    if (number !== this.number) return null;
    const connection = (this.connection = new RTCPeerConnection({ iceServers: servers }));
    const stream = new MediaStream();
    connection.ontrack = (event) => {
      stream.addTrack(event.track);
      this.mesh.tell("picture", { guest: this.guest, stream });
    };
    connection.onicecandidate = (event) => event.candidate && this.#bundle(event.candidate);
    connection.onconnectionstatechange = () => this.#stands(connection);
    return connection;
  }

  #bundle(candidate) {
    const bundle = this.bundle;
    if (bundle.push(candidate) > 1) return;
    setTimeout(() => bundle === this.bundle && this.#say({ candidates: bundle.splice(0) }), GATHER_MS);
  }

  // Candidates may come before the description they belong to.
  async #add(candidates) {
    this.early.push(...candidates);
    if (!this.connection?.remoteDescription) return;
    for (const one of this.early.splice(0)) await this.connection.addIceCandidate(one).catch(() => {});
  }

  #stands(connection, isOverdue = false) {
    if (connection !== this.connection) return;
    const state = connection.connectionState;
    clearTimeout(this.fallen);
    if (state === "connected") return this.#reach(true);
    if (isOverdue && state === "connecting") return this.#reach(false);
    if (isOverdue || state === "failed") return this.#again();
    if (state === "disconnected") this.fallen = setTimeout(() => this.#again(), FALLEN_MS);
  }

  #reach(isReached) {
    this.isUnreached = !isReached;
    this.mesh.tell(isReached ? "reached" : "unreached", { guest: this.guest });
  }

  #again() {
    this.#reach(false);
    if (this.mesh.me < this.guest) this.offer();
    else this.askAgain();
    this.#watch();
  }

  // From the first moment on: an offer, or the servers for one, may never come.
  #watch() {
    clearTimeout(this.unreached);
    this.unreached = setTimeout(() => (this.connection ? this.#stands(this.connection, true) : this.#again()), UNREACHED_MS);
  }

  #say(said) {
    this.mesh.send(this.guest, JSON.stringify({ number: this.number, ...said }));
  }
}
