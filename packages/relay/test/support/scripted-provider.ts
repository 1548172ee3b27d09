import type { Amount } from "@malipo/protocol";
import type { AttemptPlan } from "../../src/domain/attempt.ts";
import type {
  CallbackHint,
  MethodTerms,
  Provider,
  QueryAnswer,
  SubmitAnswer,
  SubmitRequest,
} from "../../src/ports/provider.ts";

const kes = (value: number): Amount => ({ value, currency: "KES" });

/** A provider that answers what the test tells it to, and remembers what it was asked. */
export class ScriptedProvider implements Provider {
  readonly id = "almara";
  readonly methods: readonly MethodTerms[] = [
    {
      id: "card",
      currencies: ["KES"],
      min: null,
      max: null,
      step: 1,
      needsPhone: false,
      needsReference: false,
      promptSeconds: null,
    },
    {
      id: "mpesa",
      currencies: ["KES"],
      min: kes(100),
      max: kes(25_000_000),
      step: 100,
      needsPhone: true,
      needsReference: false,
      promptSeconds: 60,
    },
  ];
  readonly submits: SubmitRequest[] = [];
  readonly queries: string[] = [];
  /** What the next submits and queries are answered with. */
  onSubmit: (request: SubmitRequest) => SubmitAnswer | Promise<SubmitAnswer> =
    ({ plan }) => ({
      kind: "accepted",
      action:
        plan.method === "card"
          ? { type: "redirect", url: `https://pay.example/${plan.id}` }
          : null,
    });
  onQuery: (plan: AttemptPlan) => QueryAnswer | Promise<QueryAnswer> = () => ({
    kind: "pending",
  });

  async submit(request: SubmitRequest): Promise<SubmitAnswer> {
    this.submits.push(request);
    return this.onSubmit(request);
  }

  async query(plan: AttemptPlan): Promise<QueryAnswer> {
    this.queries.push(plan.id);
    return this.onQuery(plan);
  }

  /** Understands `{"id"?, "answered"?, "amount"?}`. */
  readCallback(body: Uint8Array): CallbackHint | null {
    let read: unknown;
    try {
      read = JSON.parse(new TextDecoder().decode(body));
    } catch {
      return null;
    }
    if (typeof read !== "object" || read === null) return null;
    const field = (name: string): unknown => Reflect.get(read, name);
    const [id, amount] = [field("id"), field("amount")];
    return {
      attemptId: typeof id === "string" ? id : null,
      payerAnswered: field("answered") === true,
      amount: typeof amount === "number" ? kes(amount) : null,
      namesAmount: amount !== undefined,
    };
  }
}
