// Camera, microphone and screen of this guest. Small pictures: six people on poor networks.
const PICTURE = { width: { ideal: 480 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 20 }, facingMode: "user" };
const SOUND = { echoCancellation: true, noiseSuppression: true };

export class Devices extends EventTarget {
  constructor() {
    super();
    this.stream = new MediaStream();
    this.screen = null;
  }

  // Ask for what was chosen ("video", "voice", "text"), take less where less is to be had; returns what there is.
  async take(wish) {
    const wishes = { video: [{ audio: SOUND, video: PICTURE }, { audio: SOUND }, { video: PICTURE }], voice: [{ audio: SOUND }], text: [] };
    this.stop();
    for (const one of wishes[wish]) {
      const found = await navigator.mediaDevices?.getUserMedia(one).catch(() => null);
      if (found) {
        this.stream = found;
        break;
      }
    }
    this.#told();
    return this.video ? "video" : this.audio ? "voice" : "text";
  }

  get audio() {
    return this.stream.getAudioTracks()[0] ?? null;
  }

  get video() {
    return this.stream.getVideoTracks()[0] ?? null;
  }

  // What others are sent as picture: the screen while it is shared.
  get picture() {
    return this.screen ?? this.video;
  }

  isOn(kind) {
    return Boolean(this[kind]?.enabled);
  }

  turn(kind, isOn) {
    if (this[kind]) this[kind].enabled = isOn;
    this.#told();
  }

  async shareScreen(ended) {
    const shared = await navigator.mediaDevices?.getDisplayMedia?.({ video: { frameRate: { max: 10 } } }).catch(() => null);
    this.screen = shared?.getVideoTracks()[0] ?? null;
    this.screen?.addEventListener("ended", ended);
    this.#told();
    return Boolean(this.screen);
  }

  stopScreen() {
    this.screen?.stop();
    this.screen = null;
    this.#told();
  }

  stop() {
    for (const track of this.stream.getTracks()) track.stop();
    this.screen?.stop();
    this.stream = new MediaStream();
    this.screen = null;
  }

  #told() {
    this.dispatchEvent(new Event("change"));
  }
}
