/* What the board asks the server: a form posted, an answer in JSON, and the board anew. */
const post = (url, fields, token, more = {}) =>
  fetch(url, { method: "POST", body: new URLSearchParams(fields), credentials: "same-origin", ...more, headers: { "X-CSRFToken": token, ...more.headers } });

export async function ask(url, fields, token, signal) {
  const answer = await post(url, fields, token, { headers: { Accept: "application/json" }, signal });
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(answer.status);
  return answer.json();
}

/* Of what the page has already, only the digests are sent, and come back in its place. */
export async function readAgain(url, known, token) {
  const answer = await post(url, { known: known.join(" ") }, token);
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("mission-board");
}
