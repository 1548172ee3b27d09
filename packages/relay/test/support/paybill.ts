import type { UnmatchedPayment } from "../../src/domain/unmatched-payment.ts";
import { startTestRelay } from "./test-relay.ts";
import type { Answer, OpenedOrder, TestRelay } from "./test-relay.ts";

export interface Notice {
  readonly account?: string;
  readonly receipt?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly shortCode?: string;
  readonly phone?: string;
  readonly payerName?: string;
  readonly failed?: boolean;
}

export const FULL = "2500.00";

export function tell(
  relay: TestRelay,
  body: string | Uint8Array,
): Promise<Answer> {
  const address = `/callbacks/almara/c2b?s=${relay.secrets.callbackMac("c2b")}`;
  return relay.request(address, { method: "POST", body });
}

export const notify = (relay: TestRelay, notice: Notice): Promise<Answer> =>
  tell(relay, JSON.stringify(notice));

async function accountOf(
  relay: TestRelay,
  order: OpenedOrder,
): Promise<string> {
  const { attempt } = await relay.read(order);
  if (attempt?.action?.type !== "paybill") throw new Error("no paybill");
  return attempt.action.account;
}

export interface Paying {
  readonly relay: TestRelay;
  readonly order: OpenedOrder;
  readonly attemptId: string;
  readonly account: string;
}

const start = () =>
  startTestRelay({ settings: { methods: ["paybill", "mpesa"] } });

/** A new order that is to be paid by hand. */
export async function openBill(relay: TestRelay): Promise<Paying> {
  const order = await relay.order();
  const attemptId = await relay.attempt(order, "paybill");
  return { relay, order, attemptId, account: await accountOf(relay, order) };
}

export const payBill = async (): Promise<Paying> => openBill(await start());

export async function unmatched(
  relay: TestRelay,
): Promise<readonly UnmatchedPayment[]> {
  const { items } = await relay.store.listUnmatchedPayments({}, { limit: 100 });
  return items;
}
