/* The board as it stands now: what the server sent anew takes its place, all else stays where it is. */
export const pieces = (content) => new Map([...content.querySelectorAll("[data-digest]")].map((part) => [part.dataset.digest, part]));

/* What was changed on this page is no longer as the server wrote it. */
export const touched = (block) => block.closest("[data-digest]")?.removeAttribute("data-digest");

export function renew(content, fresh, own) {
  const grid = content.querySelector(".board__grid");
  renewRows(grid.querySelector(".board__rows"), fresh.querySelector(".board__rows"), own);
  grid.querySelector(".board__axis").replaceWith(fresh.querySelector(".board__axis"));
  fresh.querySelector(".board__grid").remove();
  fresh.querySelectorAll("[data-same]").forEach((gap) => gap.replaceWith(own.get(gap.dataset.same)));
  [...content.children].forEach((part) => part === grid || part.remove());
  grid.before(...fresh.children);
}

function renewRows(rows, fresh, own) {
  const next = [...fresh.children].map((row) => own.get(row.dataset.same) ?? row);
  const staying = new Set(next);
  [...rows.children].forEach((row) => staying.has(row) || row.remove());
  next.forEach((row, at) => row === rows.children[at] || rows.insertBefore(row, rows.children[at] ?? null));
}
