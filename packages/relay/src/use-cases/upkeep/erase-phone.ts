/** Erases the personal data of a phone number's owner. Reads all orders, because phone numbers are not indexed. */
import type { Instant } from "../../domain/observation.ts";
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
    if (likeness === "same" && (await erasePayment(store, payment, now, after)))
      counts = addCounts(counts, { ...NOTHING_ERASED, unmatchedPayments: 1 });
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

function likenessOf(
  { order, refunds, bodies }: PersonalRecord,
  match: PhoneMatch,
): Likeness {
  const phones = [
    order.customer?.phone,
    ...order.attempts.map(({ plan }) => plan.phone),
    ...refunds.map(({ plan }) => plan.phone),
  ];
  return toLikeness(match, phones, bodies);
}

/** Payers type their number into the account as well. */
const likenessOfPayment = (
  { phone, account, raw }: UnmatchedPayment,
  match: PhoneMatch,
): Likeness => toLikeness(match, [phone, account], [raw]);

function toLikeness(
  match: PhoneMatch,
  phones: readonly (string | null | undefined)[],
  bodies: readonly Uint8Array[],
): Likeness {
  const texts = bodies.map((body) => new TextDecoder().decode(body));
  if (
    phones.some((phone) => match.isPhone(phone)) ||
    texts.some((text) => match.isIn(text))
  )
    return "same";
  return [...phones, ...texts].some((text) => match.mayBeIn(text ?? ""))
    ? "possible"
    : "other";
}
