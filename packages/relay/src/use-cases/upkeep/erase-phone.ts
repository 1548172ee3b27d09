/** Erases the personal data of a phone number's owner. Reads all orders, because phone numbers are not indexed. */
import type { Instant } from "../../domain/observation.ts";
import { lostTexts } from "../../domain/privacy/lost-texts.ts";
import {
  eraseOrder,
  eraseRefund,
  eraseUnmatchedPayment,
} from "../../domain/privacy/personal-data.ts";
import type { PhoneMatch } from "../../domain/privacy/phone-of.ts";
import type { UnmatchedPayment } from "../../domain/unmatched-payment.ts";
import type { Store } from "../../ports/store.ts";
import type { PersonalRecord } from "../../ports/upkeep.ts";
import {
  NOTHING_ERASED,
  addCounts,
  eraseOrderData,
  erasePayment,
} from "./erase-order.ts";
import type { AfterErasure, ErasedCounts } from "./erase-order.ts";

export interface PhoneErasure {
  readonly counts: ErasedCounts;
  /** Ids of orders that can't be erased yet. */
  readonly open: readonly string[];
  /** Ids of orders and unmatched payments that have only a masked number which may be this one. */
  readonly possible: readonly string[];
}

type Likeness = "same" | "possible" | "other";

const AT_ONCE = 200;
/** Unmatched payments are few: all are read, whatever their age. */
const ALL_TIMES = Number.MAX_SAFE_INTEGER;

export async function erasePhone(
  store: Pick<Store, "transaction" | "upkeep">,
  match: PhoneMatch,
  now: Instant,
  after?: AfterErasure,
): Promise<PhoneErasure> {
  let counts = NOTHING_ERASED;
  const open: string[] = [];
  const possible: string[] = [];
  for (let place: string | null = "", part; place !== null; place = part.next) {
    part = await store.upkeep.listPersonalRecords(AT_ONCE, place);
    for (const record of part.items) {
      const likeness = likenessOf(record, match);
      const { id } = record.order;
      if (likeness === "possible") possible.push(id);
      if (likeness !== "same") continue;
      const erasure = await eraseOrderData(store, id, now, "erase", after);
      if (erasure.kind === "refused") open.push(id);
      if (erasure.kind === "erased") counts = addCounts(counts, erasure.counts);
    }
  }
  for (const payment of await unerasedPayments(store)) {
    const likeness = likenessOfPayment(payment, match);
    if (likeness === "possible") possible.push(payment.id);
    if (likeness !== "same") continue;
    const erasure = await erasePayment(store, payment.id, now, after);
    if (erasure.kind === "erased") counts = addCounts(counts, erasure.counts);
  }
  return { counts, open, possible };
}

async function unerasedPayments({
  upkeep,
}: Pick<Store, "upkeep">): Promise<readonly UnmatchedPayment[]> {
  const found: UnmatchedPayment[] = [];
  let after: string | null = null;
  do {
    const part = await upkeep.listUnerasedPayments(ALL_TIMES, AT_ONCE, after);
    found.push(...part.items);
    after = part.next;
  } while (after !== null);
  return found;
}

/** All that an erasure would take away: a payer's number may stand in an answer, a note or an address as well. */
function likenessOf(
  { order, refunds, contacts, bodies }: PersonalRecord,
  match: PhoneMatch,
): Likeness {
  const texts = [
    ...lostTexts(order, eraseOrder(order, order.createdAt)),
    ...refunds.flatMap((refund) => lostTexts(refund, eraseRefund(refund))),
    ...contacts,
  ];
  const messages = bodies.map(toText);
  if (isIn(match, [...texts, ...messages])) return "same";
  // A prompt's masked number is that of its attempt, which is no other one.
  return messages.some((text) => match.mayBeIn(text)) ? "possible" : "other";
}

function likenessOfPayment(
  payment: UnmatchedPayment,
  match: PhoneMatch,
): Likeness {
  const texts = [
    ...lostTexts(payment, eraseUnmatchedPayment(payment)),
    toText(payment.raw),
  ];
  if (isIn(match, texts)) return "same";
  return texts.some((text) => match.mayBeIn(text)) ? "possible" : "other";
}

const toText = (body: Uint8Array): string => new TextDecoder().decode(body);

const isIn = (match: PhoneMatch, texts: readonly string[]): boolean =>
  texts.some((text) => match.isPhone(text) || match.isIn(text));
