// From case to case in the order of the list one came from. The list (worklist.js) leaves its order in this tab's
// session; a case page shows links to its neighbours, and the way back to the list as it was.
const LIST = "hejie-list";

const kept = JSON.parse(sessionStorage.getItem(LIST) ?? "null");
if (kept) {
  const here = kept.addresses.indexOf(location.pathname);
  lead("list", kept.at);
  if (here >= 0) {
    lead("previous", kept.addresses[here - 1]);
    lead("next", kept.addresses[here + 1] ?? kept.later);
  }
}

function lead(name, address) {
  if (!address) return;
  for (const link of document.querySelectorAll(`a[data-walk="${name}"]`)) {
    link.href = address;
    link.hidden = false;
  }
}
