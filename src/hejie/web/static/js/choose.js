// How many rows are ticked, said beside the button that acts on them.
for (const form of document.querySelectorAll("form[data-choose]")) {
  const count = form.querySelector("[data-chosen-count]");
  if (!count) continue;
  const before = count.textContent;
  const say = () => {
    const ticked = form.querySelectorAll("[name=case]:checked").length;
    count.textContent = ticked ? count.dataset.words.replace("{n}", ticked) : before;
  };
  form.addEventListener("change", say);
  say(); // some come ticked
}
