/* The translation tabs of the desk's forms. modeltranslation's script calls jQuery UI's .tabs();
   this gives it the two calls it makes: .tabs({active}) and .tabs("option", "active", index). */
(() => {
  const jQuery = window.jQuery || window.django.jQuery;
  const languages = { it: "Italiano", en: "English" };

  const name = (element, code = element.textContent.trim()) => {
    if (!languages[code]) return;
    element.textContent = languages[code];
    element.lang = code;
    element.removeAttribute("title");
  };

  const select = (container, index) => {
    const links = [...container.querySelectorAll(":scope > ul a")];
    links.forEach((link, position) => {
      const chosen = position === index;
      link.setAttribute("aria-selected", String(chosen));
      link.tabIndex = chosen ? 0 : -1;
      link.parentElement.classList.toggle("ui-tabs-active", chosen);
      document.getElementById(link.hash.slice(1)).hidden = !chosen;
    });
  };

  const prepare = (container, index) => {
    const list = container.querySelector(":scope > ul");
    list.setAttribute("role", "tablist");
    const links = [...list.querySelectorAll("a")];
    links.forEach((link, position) => {
      const panel = document.getElementById(link.hash.slice(1));
      name(link);
      link.parentElement.setAttribute("role", "presentation");
      link.setAttribute("role", "tab");
      link.id ||= `tab-${panel.id}`;
      link.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", link.id);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        select(container, position);
      });
      link.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = (position + step + links.length) % links.length;
        select(container, next);
        links[next].focus();
      });
    });
    select(container, index);
  };

  /* A field that was refused must not hide behind a closed tab. */
  let soon;
  const openRefused = () => {
    document.querySelectorAll("[role=tablist]").forEach((list) => {
      const links = [...list.querySelectorAll("a[aria-controls]")];
      if (!links.length) return;
      const refused = links.map((link) =>
        document.getElementById(link.hash.slice(1))?.querySelector(".errorlist, [aria-invalid=true]"),
      );
      links.forEach((link, position) => link.classList.toggle("desk-tab--refused", Boolean(refused[position])));
      const first = refused.findIndex(Boolean);
      if (first >= 0) select(list.parentElement, first);
    });
  };

  window.addEventListener("load", () => {
    document.querySelectorAll("#modeltranslation-main-switch option").forEach((one) => name(one));
  });

  jQuery.fn.tabs = function tabs(call, name, value) {
    this.each((_, container) => {
      if (call === "option") {
        if (value !== undefined) select(container, value);
      } else {
        prepare(container, call?.active ?? 0);
        clearTimeout(soon);
        soon = setTimeout(openRefused);
      }
    });
    return this;
  };
})();
