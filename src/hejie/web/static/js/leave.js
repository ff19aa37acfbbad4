// Signing out of a phone or computer that others may use: what this tab and the visits kept to read goes first.
// What was written on a visit and not sent yet stays; only the account that wrote it is shown it.
for (const form of document.querySelectorAll("form[data-leave]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    sessionStorage.clear();
    await globalThis.caches?.delete("hejie-field-pages").catch(() => null);
    form.submit();
  });
}
