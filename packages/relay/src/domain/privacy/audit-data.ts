/** What is stored of an audit entry. It is kept for ever, so what is personal is left out before it is stored. Pure. */
import { TEXT_NOT_LOGGED } from "@malipo/protocol/merchant";
import type { AuditFacts } from "@malipo/protocol/merchant";
import type { AuditEntry } from "../audit.ts";
import { AMOUNT } from "./common-fields.ts";
import { KEPT, eraseFields } from "./erase-fields.ts";
import type { FieldsOf, Personal } from "./erase-fields.ts";

/** The merchant writes them for people, and about people. That one was changed is told. */
const NOT_LOGGED: Personal<string | null> = { becomes: () => TEXT_NOT_LOGGED };

const FACTS: FieldsOf<AuditFacts> = {
  status: KEPT,
  reference: KEPT,
  amount: AMOUNT,
  currency: KEPT,
  min: AMOUNT,
  max: AMOUNT,
  title: KEPT,
  active: KEPT,
  // Its query may contain anything, and so may what stands before an "@".
  returnUrl: { becomes: plainAddress },
  mirror: KEPT,
  expiresAt: KEPT,
  maxPayments: KEPT,
  stock: KEPT,
  payment: KEPT,
  depositPercent: KEPT,
  quantity: KEPT,
  onePerPhone: KEPT,
  successUrl: { becomes: plainAddress },
  inactiveMessage: NOT_LOGGED,
  imageUrl: { becomes: plainAddress },
  suggestedAmounts: AMOUNT,
  fields: NOT_LOGGED,
  metadata: NOT_LOGGED,
  orderId: KEPT,
  refundId: KEPT,
  attemptId: KEPT,
  tokenEpoch: KEPT,
  verdict: KEPT,
  tries: KEPT,
  rejectedLines: KEPT,
  name: KEPT,
  scopes: KEPT,
  previousAcceptedUntil: KEPT,
  description: NOT_LOGGED,
  url: { becomes: plainAddress },
  events: KEPT,
  paused: KEPT,
  gone: KEPT,
  pausedUntil: KEPT,
  erasedRecords: KEPT,
  needsPerson: KEPT,
};

/** The names are those that the merchant gave to keys. */
const ENTRY: FieldsOf<AuditEntry> = {
  id: KEPT,
  at: KEPT,
  actor: { type: KEPT, id: KEPT, name: KEPT },
  action: KEPT,
  object: { type: KEPT, id: KEPT },
  outcome: KEPT,
  code: KEPT,
  requestId: KEPT,
  before: FACTS,
  after: FACTS,
};

export const eraseAuditEntry = (entry: AuditEntry): AuditEntry =>
  eraseFields(ENTRY, entry);

/** "https://shop.example/thanks" */
function plainAddress(address: string): string {
  const [plain = ""] = address.split(/[?#]/);
  return plain.replace(/\/\/[^/]*@/, "//");
}
