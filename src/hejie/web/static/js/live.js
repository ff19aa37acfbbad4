// Pages that refresh by themselves. The stream says only "changed"; the page then fetches its fragments again with htmx:
//   <main data-live="URL"> … <section id="next-step" hx-get="" hx-select="#next-step" hx-trigger="hejie:changed" hx-swap="outerHTML">
// Focus, and what stands half typed in a fragment, are never taken away: such a fragment waits until it is left.
const main = document.querySelector("[data-live]");

if (main?.dataset.live && "EventSource" in window) {
  const stream = new EventSource(main.dataset.live, { withCredentials: false });
  let timer = 0;
  stream.addEventListener("changed", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 120);
  });
  addEventListener("pagehide", () => stream.close());
}

function refresh() {
  for (const fragment of document.querySelectorAll("[hx-get]")) {
    if (isBusy(fragment)) fragment.addEventListener("focusout", () => setTimeout(refresh), { once: true });
    else window.htmx?.trigger(fragment, "hejie:changed");
  }
}

function isBusy(fragment) {
  const focused = document.activeElement;
  if (fragment.contains(focused) && focused.matches("input, textarea, select, canvas")) return true;
  return [...fragment.querySelectorAll("textarea, input:not([type=hidden])")].some((input) =>
    input.type === "checkbox" || input.type === "radio" ? input.checked !== input.defaultChecked : input.value !== input.defaultValue);
}

// Focus on a button or link of a replaced fragment moves to the same one in the new fragment, else to its heading.
let focusedId = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const focused = document.activeElement;
  focusedId = event.detail.target?.contains(focused) ? focused.id || event.detail.target.id : "";
});
document.addEventListener("htmx:afterSettle", () => {
  if (!focusedId) return;
  const again = document.getElementById(focusedId);
  const heading = again?.matches("a, button, input") ? again : again?.querySelector("h1, h2, h3");
  heading?.setAttribute("tabindex", heading.getAttribute("tabindex") ?? "-1");
  heading?.focus({ preventScroll: true });
  focusedId = "";
});
