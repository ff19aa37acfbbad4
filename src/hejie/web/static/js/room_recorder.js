// A recording as the mediator's browser sees and hears the room: all pictures side by side, all voices mixed.
// It begins and ends with the room's own word; afterwards it is kept as evidence by the server, with its hash.
const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 12;
const FORMATS = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];

export class Recorder {
  #chunks = [];
  #recorder = null;
  #timer = 0;

  get isRunning() {
    return this.#recorder?.state === "recording";
  }

  // `pictures()`: the video elements shown now; `voices()`: the streams heard now.
  start(pictures, voices) {
    const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
    this.#timer = setInterval(() => draw(canvas.getContext("2d"), pictures()), 1000 / FRAMES);
    this.#mix(voices);
    const stream = new MediaStream([...canvas.captureStream(FRAMES).getTracks(), ...this.sound.stream.getTracks()]);
    this.#chunks = [];
    this.#recorder = new MediaRecorder(stream, { mimeType: FORMATS.find((one) => MediaRecorder.isTypeSupported(one)), videoBitsPerSecond: 600_000 });
    this.#recorder.addEventListener("dataavailable", (event) => this.#chunks.push(event.data));
    this.#recorder.start(1000);
  }

  // The recording, or null when none was running.
  async stop() {
    if (!this.isRunning) return null;
    const ended = new Promise((done) => this.#recorder.addEventListener("stop", done, { once: true }));
    this.#recorder.stop();
    await ended;
    clearInterval(this.#timer);
    await this.context.close();
    return new File(this.#chunks, "recording.webm", { type: this.#recorder.mimeType.split(";")[0] });
  }

  // A voice that comes in later is taken up when `mixIn` is called.
  #mix(voices) {
    this.context = new AudioContext();
    this.sound = this.context.createMediaStreamDestination();
    this.known = new Set();
    this.voices = voices;
    this.mixIn();
  }

  mixIn() {
    for (const stream of this.voices?.() ?? []) {
      const track = stream.getAudioTracks()[0];
      if (!track || this.known.has(track.id)) continue;
      this.known.add(track.id);
      this.context.createMediaStreamSource(new MediaStream([track])).connect(this.sound);
    }
  }
}

function draw(pen, pictures) {
  const across = Math.ceil(Math.sqrt(Math.max(1, pictures.length)));
  const down = Math.ceil(pictures.length / across) || 1;
  const [width, height] = [WIDTH / across, HEIGHT / down];
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pictures.forEach((video, place) => pen.drawImage(video, (place % across) * width, Math.floor(place / across) * height, width, height));
}
