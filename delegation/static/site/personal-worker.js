// The offline side of one personal link: it keeps that person's pages on the phone.
// Its scope is /p/<key>/. Nothing of another link is touched.
const LINK = new URL(self.registration.scope).pathname;
const COPY = `copy:${LINK}`;
const OF_THIS_PERSON = COPY.slice(0, COPY.indexOf("-") + 1); // a replaced link begins alike
const PATIENCE = 4000; // milliseconds after which the kept copy stands in for a slow network
const SOON = 300; // milliseconds after which somebody is told that what they gave is kept
const ASKING_TAKES = 20_000;
const CLOSED = `${LINK}closed/`; // the page that says so; it stands at no address
const IS_OPEN = (answer) => answer.headers.get("X-Personal-Link") === "open";
const IS_CLOSED = (answer) => answer.headers.get("X-Personal-Link") === "closed";
const after = (pause) => new Promise((resolve) => setTimeout(resolve, pause));

/** Thrown where the server says that the link opens nothing any more. */
class Closed extends Error {}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(meet(event.data, event.source)));
self.addEventListener("sync", (event) => event.waitUntil(meet({ search: "" })));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname.startsWith(LINK)) event.respondWith(send(event));
  if (request.method !== "GET") return;
  if (!pathname.startsWith(LINK)) event.respondWith(part(event));
  else if (request.mode === "navigate" && pathname.endsWith("/")) event.respondWith(page(event));
});

/** Answer with the page from the network; with the kept one where that fails or takes long. */
async function page(event) {
  const copy = await kept(event.request);
  if (copy && (await unsent()).length) return copy; // it says so, and renews itself once it is sent
  const fresh = fetch(event.request, copy && { signal: AbortSignal.timeout(ASKING_TAKES) });
  event.waitUntil(fresh.then((answer) => IS_CLOSED(answer) && close(), () => {}));
  if (!copy) return fresh.then(farewell, lastPage);
  const answer = await Promise.race([fresh, after(PATIENCE)]).catch(() => null);
  return answer && (IS_OPEN(answer) || IS_CLOSED(answer)) ? farewell(answer) : copy;
}

/** Return the kept page, nothing after the day on which the link expires. */
async function kept(request) {
  const copy = await caches.match(request, { cacheName: COPY, ignoreSearch: true });
  if (!copy || Date.now() < Number(copy.headers.get("X-Expires") ?? Infinity)) return copy;
  await close();
}

/** Let a link that opens nothing any more say what was not sent, and leave nothing of it. */
async function farewell(answer) {
  if (!IS_CLOSED(answer)) return answer;
  const last = await withUnsent(answer);
  await drop(COPY);
  await self.registration.unregister();
  return last;
}

/** Let a link that has expired say so without a network; else fail as the network did. */
async function lastPage(problem) {
  const last = await caches.match(CLOSED, { cacheName: COPY });
  if (!last || (await caches.match(LINK, { cacheName: COPY }))) throw problem;
  return withUnsent(last);
}

/** Return the page of a closed link with what was written down and never taken. */
async function withUnsent(answer) {
  const left = await waiting();
  if (!left.length) return answer;
  const html = await answer.text();
  const lines = new Set(left.map((sending) => `<li>${inWords(sending, html)}</li>`));
  const told = html.replace(" data-unsent hidden", "").replace("<ul>", () => `<ul>${[...lines].join("")}`);
  return new Response(told, { status: answer.status, headers: headersOf(answer) });
}

/** Answer with a stylesheet or script out of the copy, which is renewed with the pages. */
async function part(event) {
  const copy = await caches.match(event.request, { cacheName: COPY, ignoreVary: true });
  return copy ?? fetch(event.request);
}

/**
 * Get in touch with the server: send what waits, keep everything anew, and tell the page that
 * asked how that went. ``forget`` is the number of a refused form that was read.
 */
async function meet({ search, forget }, page) {
  let version = null;
  await kept(LINK);
  if (forget) await write((sendings) => sendings.delete(forget));
  await tell(page); // the network may take its time
  try {
    await deliver();
    version = await keep(search);
    if (await inherit()) return meet({ search }, page);
  } catch (problem) {
    if (problem instanceof Closed) return close();
    // no network: what is kept stays, what waits goes on waiting
  }
  await tell(page, version);
}

/** Tell every page that is open what waits, and one of them which version its contact gave. */
async function tell(page, version) {
  const known = { waiting: await waiting(), sentAt };
  page?.postMessage({ ...known, version });
  for (const client of await self.clients.matchAll()) {
    if (client.id !== page?.id) client.postMessage(known);
  }
}

/** Write down what a form says, go back to its page at once, and send it meanwhile. */
async function send(event) {
  const { request } = event;
  const { pathname: path, search, hash } = new URL(request.url);
  const body = new URLSearchParams(await request.formData());
  await writeDown({ path, address: path + search, body: `${body}` }, request.mode === "navigate");
  const sent = deliver().catch(() => self.registration.sync?.register("send").catch(() => {}));
  event.waitUntil(sent);
  event.waitUntil(tell());
  if (request.mode !== "navigate") return new Response(null, { status: 204 });
  await Promise.race([sent, after(SOON)]);
  const page = await pageOf(path);
  return Response.redirect(page + search + hash, 303);
}

/** Return the address of the page that a form stands on: the nearest kept above its own. */
async function pageOf(path) {
  const copy = await caches.open(COPY);
  const first = LINK + (path.slice(LINK.length).match(/^(it|en)\//)?.[0] ?? ""); // kept or not yet
  let page = path;
  while (page !== first && !(await copy.match(page))) page = page.replace(/[^/]+\/$/, "");
  return page;
}

/** Keep every page of the link; return the version they show, null where nothing was kept. */
async function keep(search) {
  const askedAt = Date.now();
  const signal = AbortSignal.timeout(ASKING_TAKES);
  const answer = await fetch(`${LINK}copy/${search}`, { signal });
  if (IS_CLOSED(answer)) throw new Closed();
  if (!answer.ok || !IS_OPEN(answer)) return null;
  const { pages, parts, version, expires } = await answer.json();
  const copy = await caches.open(COPY);
  await copy.addAll(parts.map((part) => new Request(part, { signal })));
  const headers = { ...headersOf(answer), "X-Expires": expires };
  const mark = `data-kept-at="${askedAt}"`;
  for (const [path, html] of Object.entries(pages)) {
    await copy.put(LINK + path, new Response(html.replace('data-kept-at=""', mark), { headers }));
  }
  const paths = [...Object.keys(pages).map((path) => LINK + path), ...parts];
  await forget(copy, (path) => !paths.includes(path)); // the parts of earlier releases
  return version;
}

/** Return the headers of a page that is made of an answer. */
function headersOf(answer) {
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  for (const name of ["Content-Security-Policy", "Referrer-Policy"]) {
    headers[name] = answer.headers.get(name) ?? "";
  }
  return headers;
}

/** Forget what is kept at some of the addresses. */
async function forget(copy, isToGo) {
  for (const request of await copy.keys()) {
    if (isToGo(new URL(request.url).pathname)) await copy.delete(request);
  }
}

/** Forget the pages at once; those that are open load anew, and then say what was not sent. */
async function close() {
  await forget(await caches.open(COPY), (path) => path.startsWith(LINK) && path !== CLOSED);
  for (const client of await self.clients.matchAll()) client.postMessage({ isClosed: true });
}

/** Leave nothing of a link on the phone. */
async function drop(name) {
  await caches.delete(name);
  await new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = deleting.onerror = deleting.onblocked = resolve;
  });
}
