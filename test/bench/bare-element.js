import { LitElement, html } from "lit";

/** The least that shows a button with Lit. */
class BareElement extends LitElement {
  render() {
    return html`<button>Pay</button>`;
  }
}
customElements.define("bare-element", BareElement);
