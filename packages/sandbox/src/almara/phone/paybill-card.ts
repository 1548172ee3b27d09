/** The form with which a person pays to a paybill number by hand. Works without JavaScript. */
import type { Html } from "../../web/html.ts";
import { html } from "../../web/html.ts";
import type { PaybillForm } from "./paybill.ts";
import { renderPinField } from "./pin-field.ts";
import { toNationalPhone } from "./wording.ts";

interface Field {
  readonly name: Exclude<keyof PaybillForm, "phone" | "pin">;
  readonly label: string;
  readonly inputmode: "tel" | "numeric" | "decimal" | "text";
  readonly maxlength: number;
}

const PAYER: Field = {
  name: "payer",
  label: "Your number",
  inputmode: "tel",
  maxlength: 20,
};

const FIELDS: readonly Field[] = [
  {
    name: "business",
    label: "Business number",
    inputmode: "numeric",
    maxlength: 9,
  },
  {
    name: "account",
    label: "Account number",
    inputmode: "text",
    maxlength: 25,
  },
  {
    name: "amount",
    label: "Amount (Ksh)",
    inputmode: "decimal",
    maxlength: 14,
  },
];

/** `filter` is the phone that the page shows alone, which pays then. `error` says why the form was not taken. */
export function renderPaybill(
  form: PaybillForm,
  filter: string,
  error: string,
): Html {
  const payer = filter === "" ? form.payer : toNationalPhone(filter);
  return html`<details class="paybill" id="paybill" ${error !== "" && "open"}>
    <summary>
      <span class="app mpesa" aria-hidden="true">M</span>
      <span><strong>Lipa na M-PESA</strong> Pay bill</span>
    </summary>
    <form method="post" action="/phone/paybill" autocomplete="off">
      <input type="hidden" name="phone" value="${filter}" />
      ${renderField(PAYER, payer)}
      ${FIELDS.map((field) => renderField(field, form[field.name]))}
      ${renderPinField("paybill-pin", "M-PESA PIN")}
      <p class="error" role="alert">${error}</p>
      <button class="button">Pay</button>
    </form>
  </details>`;
}

function renderField(field: Field, value: string): Html {
  const id = `paybill-${field.name}`;
  return html`<label for="${id}">${field.label}</label>
    <input
      id="${id}"
      name="${field.name}"
      inputmode="${field.inputmode}"
      maxlength="${field.maxlength}"
      value="${value}"
      autocomplete="off"
      required
    />`;
}
