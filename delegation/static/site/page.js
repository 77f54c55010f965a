/* What a public page can do only where scripts run: passing on its address, and printing. */

class SharePage extends HTMLElement {
  connectedCallback() {
    const { share, clipboard } = navigator;
    if (!share && !clipboard) return; // on a site without https
    const button = this.querySelector("button");
    if (share) button.textContent = this.dataset.share;
    button.addEventListener("click", () => this.passOn());
    this.hidden = false;
  }

  async passOn() {
    const { address, title, copied } = this.dataset;
    if (navigator.share) {
      await navigator.share({ title, url: address }).catch(() => {}); // the reader thought better of it
      return;
    }
    await navigator.clipboard.writeText(address);
    this.querySelector("[role=status]").textContent = copied;
  }
}

class PrintPage extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => window.print());
    this.hidden = false;
  }
}

customElements.define("share-page", SharePage);
customElements.define("print-page", PrintPage);
