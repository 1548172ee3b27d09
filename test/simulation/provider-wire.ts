/** What the provider offers, and how it writes and reads its messages. */
import type { Action, Amount, Method } from "@malipo/protocol";
import type { AttemptPlan } from "../../packages/relay/src/domain/attempt.ts";
import type {
  CallbackHint,
  MethodTerms,
  PaybillNotice,
  QueryResult,
} from "../../packages/relay/src/ports/provider.ts";
import type { Entry } from "./ledger.ts";

const SHORT_CODE = "174379";

export const kes = (value: number): Amount => ({ value, currency: "KES" });

const BY_PAGE: Omit<MethodTerms, "id"> = {
  title: "A method",
  action: "redirect",
  currencies: ["KES"],
  min: null,
  max: null,
  step: 1,
  needsPhone: false,
  needsReference: false,
  promptSeconds: null,
};
export const METHODS: readonly MethodTerms[] = [
  { ...BY_PAGE, id: "card" },
  {
    ...BY_PAGE,
    id: "mpesa",
    action: "prompt",
    needsPhone: true,
    promptSeconds: 60,
  },
  { ...BY_PAGE, id: "paybill", action: "paybill", needsReference: true },
];

export function truth(entry: Entry): QueryResult {
  switch (entry.state) {
    case "waiting":
      return { kind: "pending" };
    case "timed_out":
      return { kind: "timed_out" };
    case "paid": {
      const [payment] = entry.payments;
      if (payment === undefined) throw new Error("paid by nothing");
      return { kind: "succeeded", ...payment };
    }
    case "refused":
      return {
        kind: "refused",
        status: entry.refusal?.status ?? "failed",
        code: entry.refusal?.code ?? null,
      };
  }
}

export function actionFor({
  id,
  method,
  payerReference,
}: AttemptPlan): Action | null {
  const actions: Partial<Record<Method, Action>> = {
    card: { type: "redirect", url: `https://pay.example/${id}` },
    paybill: {
      type: "paybill",
      shortCode: SHORT_CODE,
      account: payerReference ?? "",
    },
  };
  return actions[method] ?? null;
}

export const encode = (body: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(body));
const decode = (raw: Uint8Array): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(raw)) as Record<string, unknown>;

export function readCallback(raw: Uint8Array): CallbackHint {
  const { id, answered, amount } = decode(raw);
  return {
    attemptId: typeof id === "string" ? id : null,
    payerAnswered: answered === true,
    amount: typeof amount === "number" ? kes(amount) : null,
    hasAmount: amount !== undefined,
  };
}

export function readPaybillNotice(raw: Uint8Array): PaybillNotice {
  const { account, receipt, amount } = decode(raw);
  return {
    account: String(account),
    shortCode: SHORT_CODE,
    amount: kes(Number(amount)),
    receipt: String(receipt),
    phone: null,
    payerName: null,
    failed: false,
  };
}
