/** Details for sending the money from another app, with steps and a time limit. */
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { fill } from "../locales/words.ts";
import type { Transfer } from "../state/transfer.ts";
import { html } from "./html.ts";
import {
  button,
  checkButton,
  icon,
  notice,
  otherWayButton,
  plainScreen,
  spinner,
} from "./parts.ts";
import { dueOf, moment, money, plainMoney, say } from "./text.ts";
import type { ViewOf, View } from "./view.ts";

/** With a longer wait, show the date too. */
const HALF_A_DAY_MS = 12 * 3_600_000;

/** A detail to enter: label, text, and the value to copy. */
type Detail = readonly [name: string, text: string, plain: string];

function detailRow(view: View, [name, text, plain]: Detail): TemplateResult {
  const { words, copied, copy } = view;
  const done = copied === plain;
  return html`<div>
    <dt>${name}</dt>
    <dd>
      <span translate="no">${text}</span>
      ${button(
        done ? icon("check") : words.$copy,
        ({ currentTarget }) => {
          void copy(plain, (currentTarget as Element).previousElementSibling);
        },
        "secondary",
        false,
        `${done ? words.$copied : words.$copy}: ${name}`,
      )}
    </dd>
  </div>`;
}

/** The details as a QR code for a second device. Space is reserved until the code has loaded. */
function qrCode(
  { drawQrCode, words }: View,
  details: readonly Detail[],
): TemplateResult {
  const lines = details.map(([name, , plain]) => `${name}: ${plain}`);
  const code = drawQrCode?.(lines.join("\n"));
  return html`<figure class=${code ? "" : "absent"} part="qr">
    <div class="qr" role="img" aria-label=${lines.join(", ")}>${code}</div>
    <figcaption>${words.$scan}</figcaption>
  </figure>`;
}

export function renderTransfer(
  view: ViewOf<"waiting">,
  { to, code }: Transfer,
): TemplateResult {
  const { state, words, copied, now } = view;
  const { order, attempt } = state;
  const amount = attempt.amount ?? dueOf(order);
  const sum: Detail = [
    words.$amount,
    money(view, amount),
    plainMoney(view, amount),
  ];
  const tag = attempt.action?.type === "tag";
  const details: readonly Detail[] = tag
    ? [[words.$tag, to, to], sum, [words.$narration, code, code]]
    : [[words.$shortCode, to, to], [words.$account, code, code], sum];
  const until = attempt.promptExpiresAt ?? order.expiresAt;
  const time = moment(view, until, Date.parse(until) - now > HALF_A_DAY_MS);
  const [done] = details.find(([, , plain]) => plain === copied) ?? [];
  return plainScreen(
    view,
    nothing,
    html`<p>
        ${say(view, words.$transferText)}
        ${order.amountDue ? words.$anyPart : nothing}
      </p>
      <dl class="details" part="details">
        ${details.map((each) => detailRow(view, each))}
      </dl>
      <p class="unseen" role="status">${done && `${words.$copied}: ${done}`}</p>
      ${tag ? notice(fill(words.$narrationWarning, { code })) : nothing}
      <ol part="steps">
        ${[
          tag ? words.$flexpayOpen : words.$paybillOpen,
          ...words.$transferSteps,
        ].map((text) => html`<li>${text}</li>`)}
      </ol>
      <p class="pending" part="timer">
        ${spinner()}<span>${fill(words.$openUntil, { time })}</span>
      </p>
      ${checkButton(view, "secondary")} ${tag ? qrCode(view, details) : nothing}
      ${otherWayButton(view)}`,
  );
}
