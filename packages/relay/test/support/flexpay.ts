import type { Settings } from "../../src/use-cases/shared/deps.ts";
import { ScriptedTransfers, scriptedWebhooks } from "./scripted-transfers.ts";
import { pass } from "./attempts.ts";
import { startTestRelay } from "./test-relay.ts";
import { until } from "./until.ts";
import type { Answer, OpenedOrder, TestRelay } from "./test-relay.ts";

export const FULL = 250_000;

export interface Flexpay {
  readonly relay: TestRelay;
  readonly transfers: ScriptedTransfers;
  /** A new order with a FlexPay attempt. */
  readonly open: () => Promise<Waiting>;
  readonly webhook: (text: string, signature?: string) => Promise<Answer>;
}

export interface Waiting {
  readonly order: OpenedOrder;
  readonly attemptId: string;
  /** What the payer writes into the narration. */
  readonly code: string;
}

/** A relay that takes FlexPay and M-Pesa, and FlexPay's side of it. */
export async function startFlexpay(
  settings: Partial<Settings> = {},
  unmatched: "reject" | "leave" = "reject",
): Promise<Flexpay> {
  const transfers = new ScriptedTransfers(unmatched);
  const relay = await startTestRelay({
    services: { transfers },
    flexpayWebhooks: scriptedWebhooks,
    settings: { methods: ["flexpay", "mpesa"], ...settings },
  });
  relay.flexpay.onQuery = transfers.query;
  return {
    relay,
    transfers,
    async open() {
      const order = await relay.order();
      const attemptId = await relay.attempt(order, "flexpay");
      return { order, attemptId, code: await codeOf(relay, order) };
    },
    webhook: (text, signature = "right") =>
      relay.request("/callbacks/flexpay", {
        method: "POST",
        body: text,
        headers: { "X-IDaaS-Signature": signature },
      }),
  };
}

/** The same, with an order that waits for a transfer. */
export async function startWaiting(
  settings?: Partial<Settings>,
  unmatched?: "reject" | "leave",
): Promise<Flexpay & Waiting> {
  const flexpay = await startFlexpay(settings, unmatched);
  return { ...flexpay, ...(await flexpay.open()) };
}

/** The same, and with a transfer that was sent for it. */
export async function startSent(
  unmatched?: "reject" | "leave",
): Promise<Flexpay & Waiting & { readonly reference: string }> {
  const waiting = await startWaiting({}, unmatched);
  const { transfers, code } = waiting;
  return { ...waiting, reference: transfers.send(code, FULL) };
}

/** Time goes by in steps, of so many seconds each. */
export async function passAll(
  relay: TestRelay,
  ...steps: readonly number[]
): Promise<void> {
  for (const seconds of steps) await pass(relay, seconds);
}

async function codeOf(relay: TestRelay, order: OpenedOrder): Promise<string> {
  const { attempt } = await relay.read(order);
  if (attempt?.action?.type !== "tag") throw new Error("no tag is shown");
  return attempt.action.narration;
}

/** Waits until the provider ended the transfer. */
export async function transferEnds(
  transfers: ScriptedTransfers,
  reference: string,
): Promise<void> {
  await until(
    "the transfer's end",
    () => transfers.statusOf(reference) !== "awaiting_acceptance",
  );
}
