// Lists of remedies: more rows than the ready ones, and only the details a chosen remedy takes.
const MOST = 10;

const fold = (row) => {
  const kind = row.querySelector("[data-kind]").value;
  for (const part of row.querySelectorAll("[data-of]")) part.hidden = kind ? !part.dataset.of.split(" ").includes(kind) : part.dataset.of === "instalments";
  for (const part of row.querySelectorAll("[data-not]")) part.hidden = part.dataset.not.split(" ").includes(kind);
  const folded = row.querySelector("details");
  if (folded && kind === "instalments") folded.open = true;
  for (const hidden of row.querySelectorAll("[hidden] input")) hidden.disabled = true;
  for (const input of row.querySelectorAll("input")) if (!input.closest("[hidden]")) input.disabled = false;
};

const start = (scope) => scope.querySelectorAll("[data-rows]").forEach(ready);

function ready(list) {
  const blank = list.querySelector("template");
  const add = list.querySelector("[data-add]");
  const rows = () => list.querySelectorAll("[data-row]");
  list.addEventListener("change", (event) => { if (event.target.matches("[data-kind]")) fold(event.target.closest("[data-row]")); });
  rows().forEach(fold);
  add.hidden = rows().length >= MOST;
  add.addEventListener("click", () => {
    const place = String(rows().length);
    const box = document.createElement("div");
    box.className = "hj-panel p-4";
    box.append(blank.content.cloneNode(true));
    for (const each of box.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace("-new", `-${place}`));
      }
    }
    list.insertBefore(box, blank);
    fold(box.querySelector("[data-row]"));
    box.querySelector("[data-kind]").focus();
    add.hidden = rows().length >= MOST;
  });
}

start(document);
document.addEventListener("hejie:renewed", (event) => start(event.detail));
