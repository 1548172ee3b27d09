/** The shopper sends the money from another app: what to type there, how, and until when. */
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { fill } from "../locales/words.ts";
import type { Transfer } from "../state/transfer.ts";
import {
  button,
  checkButton,
  icon,
  notice,
  otherWayButton,
  plainScreen,
  spinner,
} from "./parts.ts";
import { moment, money, plainMoney, say } from "./text.ts";
import type { On, View } from "./view.ts";

/** From here on "until 14:35" would leave open which day. */
const HALF_A_DAY_MS = 12 * 3_600_000;

/** One thing to type: its name, how it is shown, and how the other app takes it. */
type Detail = readonly [name: string, text: string, plain: string];

function detailRow(view: View, [name, text, plain]: Detail): TemplateResult {
  const { w, copied, copy } = view;
  const done = copied === plain;
  return html`<div>
    <dt>${name}</dt>
    <dd>
      <span>${text}</span>
      ${button(
        done ? icon("check") : w.$copy,
        ({ currentTarget }) => {
          copy(plain, (currentTarget as Element).previousElementSibling);
        },
        "secondary",
        false,
        `${done ? w.$copied : w.$copy}: ${name}`,
      )}
    </dd>
  </div>`;
}

/** The details for a second device. Their room is there before the code, so that nothing jumps when it comes. */
function qrCode({ draw, w }: View, details: readonly Detail[]): TemplateResult {
  const lines = details.map(([name, , plain]) => `${name}: ${plain}`);
  const code = draw?.(lines.join("\n"));
  return html`<figure class=${code ? "" : "absent"} part="qr">
    <div class="qr" role="img" aria-label=${lines.join(", ")}>${code}</div>
    <figcaption>${w.$scan}</figcaption>
  </figure>`;
}

export function renderTransfer(
  view: On<"waiting">,
  { to, code }: Transfer,
): TemplateResult {
  const { state, w, copied, now } = view;
  const { order, attempt } = state;
  const { amount } = order;
  const sum: Detail = [
    w.$amount,
    money(view, amount),
    plainMoney(view, amount),
  ];
  const tag = attempt.action?.type === "tag";
  const details: readonly Detail[] = tag
    ? [[w.$tag, to, to], sum, [w.$narration, code, code]]
    : [[w.$shortCode, to, to], [w.$account, code, code], sum];
  const until = attempt.promptExpiresAt ?? order.expiresAt;
  const time = moment(view, until, Date.parse(until) - now > HALF_A_DAY_MS);
  const [done] = details.find(([, , plain]) => plain === copied) ?? [];
  return plainScreen(
    view,
    nothing,
    html`<p>${say(view, w.$transferText)}</p>
      <dl class="details" part="details">
        ${details.map((each) => detailRow(view, each))}
      </dl>
      <p class="unseen" role="status">${done && `${w.$copied}: ${done}`}</p>
      ${tag ? notice(fill(w.$narrationWarning, { code }), "warn") : nothing}
      <ol>
        ${[tag ? w.$flexpayOpen : w.$paybillOpen, ...w.$transferSteps].map(
          (text) => html`<li>${text}</li>`,
        )}
      </ol>
      <p class="pending" part="timer">
        ${spinner()}<span>${fill(w.$openUntil, { time })}</span>
      </p>
      ${checkButton(view, "secondary")} ${tag ? qrCode(view, details) : nothing}
      ${otherWayButton(view)}`,
  );
}
