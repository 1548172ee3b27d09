/** The magic phone endings as a table. */
import { MAGIC_ENDINGS } from "../attempts/magic-phones.ts";
import type { Html } from "../../web/html.ts";
import { html } from "../../web/html.ts";

export function renderEndings(): Html {
  return html`<table class="endings">
    <caption class="out-of-sight">
      What the last two digits of a phone number do
    </caption>
    <tbody>
      ${MAGIC_ENDINGS.map(
        ({ ending, meaning }) =>
          html`<tr>
            <th scope="row">…${ending}</th>
            <td>${meaning}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
