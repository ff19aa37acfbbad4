// Files go up as soon as they are chosen. Without this file the visitor chooses, then presses the button.
for (const box of document.querySelectorAll("[data-uploads]")) {
  const button = box.querySelector("[data-upload]");
  const sending = box.querySelector("[data-sending]");
  button.hidden = true;
  for (const input of box.querySelectorAll("input[type=file]")) {
    input.classList.add("sr-only");
    input.addEventListener("change", () => {
      if (!input.files.length) return;
      sending.hidden = false;
      input.form.requestSubmit(button);
    });
  }
}
