import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { api } from "../../lib/api.ts";
import { dateTime, money, phone } from "../../lib/format.ts";
import { hasScope } from "../../lib/session.ts";
import { confirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { icon } from "../../ui/icon.ts";
import { fill, wordFor, words } from "../../words/words.ts";
import { fact, head, statusBadge } from "./facts.ts";

type Payout = Result<"get", "/v1/merchant/payouts/{id}">;
type Line = Payout["lines"][number];
type Rejection = Result<"post", "/v1/merchant/payouts/{id}/reject">;

/** `again`: reads it anew. */
export function payoutView(payout: Payout, again: () => void): TemplateResult {
  const { payouts } = words();
  const isMixed = payout.lines.some(({ status }) => status !== payout.status);
  const status = isMixed ? "mixed" : payout.status;
  return html`<section class="card stack" aria-label=${payouts.payout}>
      <div>${head(payout.id, status, wordFor(payouts.meaning, status))}</div>
      ${stop(payout, again)}
      <dl class="facts">
        ${fact(payouts.providerId, payout.providerId)}
        ${fact(payouts.processed, payout.processed ? payouts.yes : payouts.no)}
        ${fact(payouts.remarks, payout.remarks)}
      </dl>
    </section>
    <section class="stack" aria-label=${payouts.lines}>
      <h2>${payouts.lines}</h2>
      ${payout.lines.map((line) => lineView(line, isMixed))}
    </section>
    ${balances(payout)}`;
}

/** Only what can still be stopped. */
function stop(payout: Payout, again: () => void): unknown {
  const { payouts } = words();
  if (!payout.lines.some(({ status }) => status === "pending")) return nothing;
  if (!hasScope("money_out"))
    return html`<p class="small muted">${payouts.mayNot}</p>`;
  const ask = async (): Promise<void> => {
    await confirm(rejectQuestion(payout));
    // Also if somebody else was quicker, or nobody knows.
    again();
  };
  return html`<div>
    <button @click=${ask}>${icon("cross")} ${payouts.reject}</button>
  </div>`;
}

function rejectQuestion({ id }: Payout): Question {
  const { payouts } = words();
  let done = "";
  return {
    title: fill(payouts.rejectTitle, { id }),
    text: payouts.rejectText,
    confirm: payouts.reject,
    isDangerous: true,
    problems: payouts.problems,
    act: async () => {
      done = described(
        await api.post("/v1/merchant/payouts/{id}/reject", {
          path: { id },
          body: {},
        }),
      );
    },
    done: () => done,
  };
}

function described({ lines }: Rejection): string {
  const { payouts } = words();
  const stopped = lines.filter(({ rejected }) => rejected).length;
  if (stopped === lines.length) return payouts.rejected;
  const reasons = lines
    .filter(({ rejected }) => !rejected)
    .map(({ reason, code }) => reason ?? fill(payouts.code, { code }));
  return [
    fill(payouts.rejectedSome, {
      count: String(stopped),
      all: String(lines.length),
    }),
    fill(payouts.notRejected, { reason: [...new Set(reasons)].join("; ") }),
  ].join(" ");
}

/** What was paid or stopped leaves nothing to do. */
const NOTHING_TO_DO: readonly string[] = ["paid", "rejected"];

/** `withMeaning`: what its status means is not said above. */
function lineView(line: Line, withMeaning: boolean): TemplateResult {
  const { payouts } = words();
  const { amount, fee, result, recipient, at } = line;
  const name = recipient.name ?? recipient.phone ?? recipient.account ?? "–";
  return html`<article class="card">
    <h3 class="found">
      <span>${name}</span>
      ${statusBadge(line.status)}
      ${amount === null ? nothing : html`<strong>${money(amount)}</strong>`}
    </h3>
    ${
      withMeaning
        ? html`<p>${wordFor(payouts.meaning, line.status)}</p>`
        : nothing
    }
    ${
      result === null || NOTHING_TO_DO.includes(line.status)
        ? nothing
        : html`<p>
            <strong>${payouts.whatToDo}:</strong>
            ${wordFor(payouts.advice, result.advice)}
          </p>`
    }
    <dl class="facts">
      ${fact(
        words().order.phone,
        recipient.phone === null ? null : phone(recipient.phone),
      )}
      ${fact(payouts.account, recipient.account)}
      ${fact(payouts.fee, fee === null ? null : money(fee))}
      ${fact(payouts.receipt, line.receipt)}
      ${fact(
        payouts.result,
        result === null
          ? null
          : [result.description, fill(payouts.code, { code: result.code })]
              .filter((part) => part !== null)
              .join(" · "),
      )}
      ${fact(payouts.reference, line.reference)}
      ${fact(payouts.trackingNumber, line.trackingNumber)}
      ${fact(payouts.at, at === null ? null : dateTime(at))}
    </dl>
  </article>`;
}

function balances({ balances: found }: Payout): unknown {
  const { payouts } = words();
  if (found === null) return nothing;
  const { working, utility, wallet } = found;
  const shown = (amount: typeof working): string | null =>
    amount === null ? null : money(amount);
  return html`<section class="card">
    <h2>${payouts.balances}</h2>
    <p class="small muted">${payouts.balanceHelp}</p>
    <dl class="facts">
      ${fact(payouts.working, shown(working))}
      ${fact(payouts.utility, shown(utility))}
      ${fact(payouts.wallet, shown(wallet))}
    </dl>
  </section>`;
}
