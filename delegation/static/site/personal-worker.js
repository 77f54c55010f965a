// The offline side of one personal link: it keeps that person's pages on the phone.
// Its scope is /p/<key>/. Nothing of another link is touched.
const LINK = new URL(self.registration.scope).pathname;
const COPY = `copy:${LINK}`;
const OF_THIS_PERSON = COPY.slice(0, COPY.indexOf("-") + 1); // a replaced link begins alike
const PATIENCE = 4000; // milliseconds after which the kept copy stands in for a slow network
const SENDING_TAKES = 8000; // milliseconds after which a form counts as not sent, for now
const IS_OPEN = (answer) => answer.headers.get("X-Personal-Link") === "open";
// something between phone and server, or the server before it looks at the link, takes it never
const IS_REFUSAL = ({ status }) => status >= 400 && status < 500 && ![408, 425, 429].includes(status);
const IS_CLOSED = (answer) => answer.headers.get("X-Personal-Link") === "closed";

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
  if (request.method === "POST" && pathname.startsWith(LINK)) event.respondWith(send(request));
  if (request.method !== "GET") return;
  if (!pathname.startsWith(LINK)) event.respondWith(part(event));
  else if (request.mode === "navigate" && pathname.endsWith("/")) event.respondWith(page(event));
});

/** Answer with the page from the network; with the kept one where that fails or takes long. */
async function page(event) {
  const copy = await kept(event.request);
  const fresh = fetch(event.request);
  event.waitUntil(fresh.then((answer) => IS_CLOSED(answer) && close(), () => {}));
  if (!copy) return fresh.then(farewell);
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh, slow]).catch(() => null);
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
  const unsent = (await waiting()).filter(({ refused }) => !refused);
  await wipe();
  if (!unsent.length) return answer;
  const html = (await answer.text()).replace(" data-unsent hidden", "");
  return new Response(html, { status: answer.status, headers: headersOf(answer) });
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
  try {
    await deliver();
    version = await keep(search);
  } catch (problem) {
    if (problem instanceof Closed) return close();
    // no network: what is kept stays, what waits goes on waiting
  }
  page?.postMessage({ version, waiting: await waiting() });
}

/** Write down what a form says, send it if there is a network, and go back to its page. */
async function send(request) {
  const { pathname: path, search, hash } = new URL(request.url);
  const body = new URLSearchParams(await request.formData());
  body.set("id", crypto.randomUUID()); // sent twice, it still counts once
  for (const { number, path: its, refused } of await waiting()) {
    if (refused && its === path) await write((sendings) => sendings.delete(number)); // now corrected
  }
  await write((sendings) => sendings.add({ path, address: path + search, body: `${body}` }));
  await deliver().catch(() => self.registration.sync?.register("send").catch(() => {}));
  if (request.mode !== "navigate") return new Response(null, { status: 204 });
  const page = await pageOf(path);
  return Response.redirect(page + search + hash, 303);
}

/** Return the address of the kept page that a form stands on: the nearest above its own. */
async function pageOf(path) {
  const copy = await caches.open(COPY);
  let page = path;
  while (page !== LINK && !(await copy.match(page))) page = page.replace(/[^/]+\/$/, "");
  return page;
}

let delivering = Promise.resolve();

/** Send what waits, in the order it was written; one run at a time. */
function deliver() {
  delivering = delivering.catch(() => {}).then(deliverAll);
  return delivering;
}

async function deliverAll() {
  for (const sending of await waiting()) {
    const { number, address, body } = sending;
    if (sending.refused) continue;
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(body),
      signal: AbortSignal.timeout(SENDING_TAKES),
    });
    if (IS_CLOSED(answer)) throw new Closed();
    const isOurs = IS_OPEN(answer);
    if (isOurs ? answer.status >= 500 : !IS_REFUSAL(answer)) throw new Error("not received");
    if (answer.status >= 400) {
      const refused = (isOurs && answer.status === 422 && (await answer.text())) || true;
      await write((sendings) => sendings.put({ ...sending, refused })); // the page says why
      continue;
    }
    await write((sendings) => sendings.delete(number));
  }
}

/** Return what waits to be sent, the oldest first. */
function waiting() {
  return stored("readonly", (sendings) => sendings.getAll());
}

function write(change) {
  return stored("readwrite", change);
}

/** Do one thing with the forms that are written down, and return what came of it. */
function stored(mode, task) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(COPY, 1);
    opening.onupgradeneeded = () =>
      opening.result.createObjectStore("sendings", { keyPath: "number", autoIncrement: true });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("sendings", mode);
      const done = task(transaction.objectStore("sendings"));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(done.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}

/** Keep every page of the link; return the version they show, null where nothing was kept. */
async function keep(search) {
  const answer = await fetch(`${LINK}copy/${search}`);
  if (IS_CLOSED(answer)) throw new Closed();
  if (!answer.ok || !IS_OPEN(answer)) return null;
  const { pages, parts, version, expires } = await answer.json();
  const copy = await caches.open(COPY);
  await copy.addAll(parts);
  const headers = { ...headersOf(answer), "X-Expires": expires };
  const mark = `data-kept-at="${Date.now()}"`;
  for (const [path, html] of Object.entries(pages)) {
    await copy.put(LINK + path, new Response(html.replace('data-kept-at=""', mark), { headers }));
  }
  await forgetBut([...Object.keys(pages).map((path) => LINK + path), ...parts], copy);
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

/** Forget the parts of earlier releases, and the copies of links that this one replaced. */
async function forgetBut(paths, copy) {
  for (const request of await copy.keys()) {
    if (!paths.includes(new URL(request.url).pathname)) await copy.delete(request);
  }
  for (const name of await caches.keys()) {
    if (name === COPY || !name.startsWith(OF_THIS_PERSON)) continue;
    await caches.delete(name);
    indexedDB.deleteDatabase(name);
  }
}

/** Forget the pages at once; those that are open load anew, and then say what was not sent. */
async function close() {
  await caches.delete(COPY);
  for (const client of await self.clients.matchAll()) client.postMessage({ isClosed: true });
}

/** Leave nothing on the phone: the link was replaced or has expired. */
async function wipe() {
  await caches.delete(COPY);
  indexedDB.deleteDatabase(COPY);
  await self.registration.unregister();
}
