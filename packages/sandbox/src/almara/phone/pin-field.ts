/** The field for a PIN, with its label and what is special about PINs here. */
import type { Html } from "../../web/html.ts";
import { html } from "../../web/html.ts";

export function renderPinField(id: string, label: string): Html {
  return html`<label for="${id}">${label}</label>
    <input
      class="pin"
      id="${id}"
      name="pin"
      inputmode="numeric"
      pattern="[0-9]{4}"
      maxlength="4"
      title="Four digits"
      autocomplete="off"
      required
      aria-describedby="${id}-help"
    />
    <p class="note" id="${id}-help">Any 4 digits pay. 0000 is a wrong PIN.</p>`;
}
