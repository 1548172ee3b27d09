import type { Action } from "@malipo/protocol";
import type { RefundObstacle } from "@malipo/protocol/merchant";
import { almara } from "../../src/adapters/almara/index.ts";
import { flexpay } from "../../src/adapters/flexpay/index.ts";
import { parseDecimal } from "../../src/domain/amount.ts";
import type { AttemptPlan } from "../../src/domain/attempt.ts";
import type { ProviderWebhooks } from "../../src/ports/provider-webhooks.ts";
import type {
  CallbackHint,
  InboundCall,
  MethodTerms,
  PaybillNotice,
  Provider,
  QueryResult,
  SubmitResult,
  SubmitRequest,
} from "../../src/ports/provider.ts";
import { kes } from "./stand-in-services.ts";

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

const METHODS = {
  almara: [
    { ...BY_PAGE, id: "card" },
    {
      ...BY_PAGE,
      id: "mpesa",
      title: "M-Pesa",
      action: "prompt",
      min: kes(100),
      max: kes(25_000_000),
      step: 100,
      needsPhone: true,
      promptSeconds: 60,
    },
    {
      ...BY_PAGE,
      id: "paybill",
      action: "paybill",
      step: 100,
      needsReference: true,
    },
  ],
  flexpay: [{ ...BY_PAGE, id: "flexpay", action: "tag", needsReference: true }],
} as const satisfies Readonly<Record<string, readonly MethodTerms[]>>;

const INBOUND = { almara: almara.inbound, flexpay: flexpay.inbound };

export const SHORT_CODE = "174379";
export const TAG = "shop@duka";

function actionFor({ id, method, payerReference }: AttemptPlan): Action | null {
  const reference = payerReference ?? "";
  switch (method) {
    case "card":
      return { type: "redirect", url: `https://pay.example/${id}` };
    case "paybill":
      return { type: "paybill", shortCode: SHORT_CODE, account: reference };
    case "flexpay":
      return { type: "tag", tag: TAG, narration: reference };
    default:
      return null;
  }
}

/** The JSON object in a body; undefined when there is none. */
function readObject(body: Uint8Array): object | undefined {
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof read === "object" && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

/** A provider that answers what the test tells it to, and remembers what it was asked. */
export class ScriptedProvider implements Provider {
  readonly id: keyof typeof METHODS;
  readonly inbound: readonly InboundCall[];
  readonly methods: readonly MethodTerms[];
  readonly webhooks?: ProviderWebhooks;
  readonly submits: SubmitRequest[] = [];
  readonly queries: string[] = [];
  /** What the next submits and queries are answered with. */
  onSubmit: (request: SubmitRequest) => SubmitResult | Promise<SubmitResult> =
    ({ plan }) => ({
      kind: "accepted",
      action: actionFor(plan),
    });
  onQuery: (
    plan: AttemptPlan,
    transfer: string | null,
  ) => QueryResult | Promise<QueryResult> = () => ({ kind: "pending" });

  constructor(
    id: keyof typeof METHODS = "almara",
    webhooks?: ProviderWebhooks,
  ) {
    this.id = id;
    this.inbound = INBOUND[id];
    this.methods = METHODS[id];
    if (webhooks !== undefined) this.webhooks = webhooks;
  }

  whyNotRefundable(method: string): RefundObstacle | null {
    return method === "mpesa" ? null : "not_offered";
  }

  canQuery(method: string): boolean {
    return method !== "paybill";
  }

  async submit(request: SubmitRequest): Promise<SubmitResult> {
    this.submits.push(request);
    return this.onSubmit(request);
  }

  async query(
    plan: AttemptPlan,
    _reference: string,
    transfer: string | null,
  ): Promise<QueryResult> {
    this.queries.push(plan.id);
    return this.onQuery(plan, transfer);
  }

  /** Understands `{"id"?, "answered"?, "amount"?}`. */
  readCallback(body: Uint8Array): CallbackHint | null {
    const read = readObject(body);
    if (read === undefined) return null;
    const field = (name: string): unknown => Reflect.get(read, name);
    const [id, amount] = [field("id"), field("amount")];
    return {
      attemptId: typeof id === "string" ? id : null,
      payerAnswered: field("answered") === true,
      amount: typeof amount === "number" ? kes(amount) : null,
      hasAmount: amount !== undefined,
    };
  }

  /** Understands `{"account"?, "receipt"?, "amount"?, "currency"?, "shortCode"?, "phone"?, "payerName"?, "failed"?}`, all but the last as text. */
  readPaybillNotice(body: Uint8Array): PaybillNotice | null {
    const read = readObject(body);
    if (read === undefined) return null;
    const text = (name: string): string | null => {
      const value: unknown = Reflect.get(read, name);
      return typeof value === "string" ? value : null;
    };
    const amount = parseDecimal(
      text("amount") ?? "",
      text("currency") ?? "KES",
    );
    return {
      account: text("account"),
      shortCode: text("shortCode"),
      amount: amount ?? null,
      receipt: text("receipt"),
      phone: text("phone"),
      payerName: text("payerName"),
      failed: Reflect.get(read, "failed") === true,
    };
  }
}
