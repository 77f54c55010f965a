// What is written down on the phone until it is sent; one file with personal-worker.js as served.
const SENDING_TAKES = 8000; // milliseconds after which a form counts as not sent, for now
const TWICE = 10_000; // milliseconds in which the same form means that its button was pressed twice
// something between phone and server, or the server before it looks at the link, takes it never
const IS_REFUSAL = ({ status }) => status >= 400 && status < 500 && ![408, 425, 429].includes(status);
const ofAnyLanguage = (path) => path.replace(/\/(it|en)\//, "/");
const said = ({ body }) => body.replace(/&id=[^&]*$/, "");
let last = {}; // what was written down last
let delivering; // the run that is under way
let sentAt = 0; // when a form was last received

/** Write a form down unless its button was pressed twice; ``corrects`` what was refused of it. */
async function writeDown(sending, corrects) {
  const isSame = (other) => other && other.address === sending.address && said(other) === said(sending);
  const isAgain = isSame(last) && Date.now() - last.at < TWICE;
  last = { ...sending, at: Date.now() };
  const own = (await waiting()).filter(({ path }) => ofAnyLanguage(path) === ofAnyLanguage(sending.path));
  const refused = own.filter((one) => one.refused);
  if (!refused.length && (isAgain || isSame(own.at(-1)))) return;
  for (const { number } of corrects ? refused : []) await write((sendings) => sendings.delete(number));
  const id = crypto.randomUUID(); // received twice, it still counts once
  await write((sendings) => sendings.add({ ...sending, body: `${sending.body}&id=${id}` }));
}

/** Send what waits, in the order it was written; one run at a time. */
function deliver() {
  delivering ??= deliverAll().finally(() => (delivering = null));
  return delivering;
}

async function deliverAll() {
  for (let [sending] = await unsent(); sending; [sending] = await unsent()) {
    const { number, address, body } = sending;
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(body),
      signal: AbortSignal.timeout(SENDING_TAKES),
    });
    if (IS_CLOSED(answer)) throw new Closed();
    const isOurs = IS_OPEN(answer);
    if (isOurs ? answer.status >= 500 : !IS_REFUSAL(answer)) throw new Error("not received");
    sentAt = Date.now();
    if (answer.status >= 400) {
      const refused = (isOurs && answer.status === 422 && (await answer.text())) || true;
      await write((sendings) => sendings.put({ ...sending, refused })); // the page says why
      continue;
    }
    await write((sendings) => sendings.delete(number));
  }
}

/** Return what is written down, the oldest first: to be sent, or refused and not yet read. */
function waiting(name = COPY) {
  return stored("readonly", (sendings) => sendings.getAll(), name);
}

async function unsent() {
  return (await waiting()).filter(({ refused }) => !refused);
}

function write(change) {
  return stored("readwrite", change);
}

/** Do one thing with the forms that are written down, and return what came of it. */
function stored(mode, task, name = COPY) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
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

/** Take over what waits under links that this one replaced, and forget them; tell if any did. */
async function inherit() {
  const databases = (await indexedDB.databases?.()) ?? [];
  const names = new Set([...(await caches.keys()), ...databases.map(({ name }) => name)]);
  let found = false;
  for (const name of names) {
    if (name === COPY || !name.startsWith(OF_THIS_PERSON)) continue;
    const here = (address) => address.replace(name.slice("copy:".length), LINK);
    for (const { number, ...sending } of await waiting(name)) {
      const { path, address } = sending;
      await write((sendings) => sendings.add({ ...sending, path: here(path), address: here(address) }));
      found = true;
    }
    await drop(name);
  }
  return found;
}

/** Return as HTML what a form said; the page knows the words of its buttons. */
function inWords({ body }, html) {
  const form = new URLSearchParams(body);
  const button = html.match(`data-${form.get("response")}="([^"]*)"`)?.[1];
  const typed = ["about", "response_word", "title", "day", "starts", "ends"].map((name) => form.get(name));
  const words = typed.map((text) => text?.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`));
  words.splice(1, 0, button);
  return words.filter(Boolean).join(" · ");
}
