// A pad to write one's name on; the drawing goes into the hidden input as a PNG data URL when a stroke ends.
const start = (scope) => scope.querySelectorAll("[data-signpad]").forEach(ready);

function ready(pad) {
  const canvas = pad.querySelector("canvas");
  const input = pad.querySelector("input[type=hidden]");
  const clear = pad.querySelector("[data-clear]");
  const pen = canvas.getContext("2d");
  let drawing = false;
  let blank = !input.value;
  canvas.hidden = clear.hidden = false;

  const fit = () => {
    const ratio = Math.min(devicePixelRatio, 2);
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    pen.lineWidth = 2.6 * ratio;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#111";
    if (!input.value) return;
    const kept = new Image();
    kept.onload = () => pen.drawImage(kept, 0, 0, canvas.width, canvas.height);
    kept.src = input.value;
  };
  const at = (event) => [event.offsetX * canvas.width / canvas.clientWidth, event.offsetY * canvas.height / canvas.clientHeight];
  const wipe = () => { pen.clearRect(0, 0, canvas.width, canvas.height); input.value = ""; blank = true; };

  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
    blank = false;
  });
  const end = () => {
    if (drawing && !blank) input.value = canvas.toDataURL("image/png");
    drawing = false;
  };
  input.addEventListener("hejie:drawn", () => { blank = false; fit(); });
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  clear.addEventListener("click", wipe);
  fit();
}

start(document);
document.addEventListener("hejie:renewed", (event) => start(event.detail));
