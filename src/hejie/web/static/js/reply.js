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

// As the server reads money (rules/values.py): full-width figures, commas between thousands. NaN where it would ask.
const yuan = (typed) => {
  const half = typed.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll("。", ".");
  const bare = half.replace(/[¥￥]|元\s*$|CNY|RMB/gi, "").trim();
  if (/^\d{1,3}((,\s?|\s)\d{3})+(\.\d+)?$/.test(bare)) return Number(bare.replace(/[,\s]/g, ""));
  return /^(\d+(\.\d+)?)?$/.test(bare) ? Number(bare) : NaN;
};

const sumOf = (form) => [...form.querySelectorAll("input[inputmode=decimal]:enabled")]
  .reduce((sum, input) => sum + yuan(input.value), 0);

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
