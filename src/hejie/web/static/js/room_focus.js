// Where the keyboard stands in the room: never on something that has gone. What comes next is found near to it.
const box = document.getElementById("room-dialog");

// Whether the control that had the focus is there no more.
export const isLost = () => document.activeElement === document.body || !document.activeElement?.checkVisibility({ visibilityProperty: true });

// To the part of the page that is shown now, or to what the act was about; not while a form is open.
export function land(room, near = null) {
  if (box.open || !isLost()) return;
  const shown = (one) => one?.checkVisibility({ visibilityProperty: true });
  const target = shown(near) ? near : [...room.querySelectorAll("[data-lands]")].find(shown);
  target?.focus();
}

// Puts fresh controls in the place of old ones: the focus stays on the one that says the same, else on its row.
export function exchange(list, fresh) {
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  const guest = held?.closest("[data-guest]")?.dataset.guest;
  list.replaceChildren(...fresh);
  if (!held) return;
  const row = guest ? list.querySelector(`[data-guest="${guest}"]`) : null;
  const same = [...(row ?? list).querySelectorAll("button, input")].find((one) => one.textContent === held.textContent);
  (same ?? row ?? list.closest("section")).focus();
}

// Shows and hides buttons of acts; from one that goes the focus passes to the one that takes it back (`data-other`).
export function showOnly(buttons, isOpen) {
  const held = document.activeElement;
  for (const button of buttons) button.hidden = !isOpen(button);
  if (held?.hidden) [...buttons].find((one) => one.dataset.do === held.dataset.other && !one.hidden)?.focus();
}
