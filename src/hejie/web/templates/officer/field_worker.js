// Keeps the visits on the phone: pages as they were read last, and the files they need. Nothing is sent from here.
const PAGES = "hejie-field-pages";
const SHELL = "hejie-field-{{ version }}";
const FILES = [{% for file in shell %}"{{ file|escapejs }}",{% endfor %}];
const LIST = "/field/";
const OFFLINE = "/field/offline/"; // in the language and the type size of whoever read the list
const PATIENCE_MS = 6000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("hejie-field-") && ![PAGES, SHELL].includes(name)) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(event.request));
  else if (/^\/field\/(cases\/[\d-]+\/)?$/.test(url.pathname)) event.respondWith(page(event.request, url.pathname));
});

async function file(request) {
  return (await caches.match(request)) ?? keep(SHELL, request, await fetch(request));
}

// The network first, while it answers in time; else what was read last. Who is signed out keeps no page.
async function page(request, path) {
  const cache = await caches.open(PAGES);
  const asked = fetch(request);
  const answer = await Promise.race([asked.catch(() => null), pause()]) ?? (await cache.match(path)) ?? await asked.catch(() => null);
  if (!answer) return (await cache.match(OFFLINE)) ?? Response.error();
  if (answer.ok && !answer.redirected) await keepPage(cache, path, answer.clone());
  else if (answer.type === "opaqueredirect" || answer.redirected || answer.status === 404) await leave(cache, path);
  return answer;
}

async function keepPage(cache, path, answer) {
  await cache.put(path, answer);
  if (path === LIST) cache.add(OFFLINE).catch(() => null);
}

async function leave(cache, path) {
  if (path !== LIST) return cache.delete(path);
  for (const request of await cache.keys()) await cache.delete(request);
}

async function keep(name, request, answer) {
  if (answer.ok) await (await caches.open(name)).put(request, answer.clone());
  return answer;
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));
}
