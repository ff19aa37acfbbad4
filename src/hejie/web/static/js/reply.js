// The trader's case page: a reply template goes into the message box at once; an offer says how far it is from what was asked.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-replies]");
  const text = form?.querySelector("option:checked")?.dataset.text;
  const box = document.getElementById("say-text");
  if (!text || !box) return;
  event.preventDefault();
  box.value = box.value.trim() ? `${box.value.trimEnd()}\n${text}` : text;
  box.focus();
});

const sumOf = (form) => [...form.querySelectorAll("input[inputmode=decimal]:enabled")]
  .map((input) => Number(input.value.replace(/[,，¥\s]/g, "")))
  .reduce((sum, value) => sum + (Number.isFinite(value) ? value : 0), 0);

document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  const output = form?.closest("section")?.querySelector("[data-difference]");
  if (!output || !form.querySelector("[data-rows]")) return;
  const offered = sumOf(form);
  const cents = Math.round(offered * 100) - Math.round(Number(output.dataset.difference) * 100);
  const words = cents === 0 ? output.dataset.same : cents < 0 ? output.dataset.less : output.dataset.more;
  const sum = `¥${(Math.abs(cents) / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`;
  output.textContent = offered ? words.replace("{sum}", sum) : "";
});
