/* On another site: <script async src="…/embed.js" data-mission="…" data-language="it"></script>
   puts the programme where it stands. It sets no cookie and reads nothing of the page. */
(() => {
  const line = document.currentScript, origin = new URL(line.src).origin;
  const { mission, language = "it", title = language === "it" ? "Programma" : "Programme" } = line.dataset;
  const frame = document.createElement("iframe");
  frame.src = `${origin}/${encodeURIComponent(language)}/embed/${encodeURIComponent(mission)}/`;
  frame.title = title;
  frame.loading = "lazy";
  frame.width = "100%";
  frame.height = "600";
  frame.style.border = "0";
  addEventListener("message", (event) => {
    const height = Number(event.data?.programmeHeight);
    if (event.source === frame.contentWindow && event.origin === origin && height > 0) {
      frame.height = String(Math.min(Math.ceil(height), 50000));
    }
  });
  line.after(frame);
})();
