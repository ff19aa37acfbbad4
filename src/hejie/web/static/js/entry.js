// Entering a call with the keyboard alone: Enter goes on to the next field, Ctrl+Enter files. Without this file Enter
// sends the form as ever; nothing typed is lost either way.
for (const form of document.querySelectorAll("form[data-entry]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-entry-submit]"));
      return;
    }
    if (!event.target.matches("input:not([type=file]):not([type=submit]), select")) return;
    event.preventDefault();
    next(form, event.target)?.focus();
  });
}

// The next control that can be typed into, nothing inside a fold that is closed; of a group of choices only one.
function next(form, from) {
  const stops = [...form.elements].filter((one) => one.matches("input:not([type=hidden]), select, textarea, [data-entry-submit]") && one.checkVisibility() && !sameGroup(one, from));
  return stops.find((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function sameGroup(one, other) {
  return one !== other && one.type === "radio" && one.name === other.name;
}
