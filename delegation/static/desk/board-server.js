/* What the board asks the server: a form posted, an answer in JSON, and the board anew. */
export async function ask(url, fields, token, signal) {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    credentials: "same-origin",
    headers: { Accept: "application/json", "X-CSRFToken": token },
    signal,
  });
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(answer.status);
  return answer.json();
}

export async function readAgain(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("mission-board");
}
