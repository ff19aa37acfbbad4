// The office's own words go into the text box one was writing in last; else into the first of the opened decision.
let box = null;

document.addEventListener("focusin", (event) => { if (event.target.matches("textarea")) box = event.target; });

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-phrase]");
  if (!button) return;
  const target = box?.isConnected && box.checkVisibility() ? box : document.querySelector("details[open] form textarea");
  if (!target) return;
  target.value = target.value.trim() ? `${target.value.trimEnd()}\n${button.dataset.phrase}` : button.dataset.phrase;
  target.dispatchEvent(new Event("input", { bubbles: true }));
  target.focus();
});

const start = (scope) => { for (const button of scope.querySelectorAll("[data-phrase]")) button.hidden = false; };
start(document);
document.addEventListener("hejie:renewed", (event) => start(event.detail));
