/** `malipo privacy erase`: personal data, in the database itself, so that it works with one relay, with several, and with none. */
import { createHash } from "node:crypto";
import { StoreError } from "../adapters/sql-store/errors.ts";
import { cryptoRandom } from "../adapters/system/crypto-random.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import { COMMAND_LINE } from "../domain/audit.ts";
import { phoneMatch } from "../domain/privacy/phone-of.ts";
import type { PhoneMatch } from "../domain/privacy/phone-of.ts";
import type { WhyNotErasable } from "../domain/privacy/when.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import { createAuditEntry } from "../use-cases/shared/audit.ts";
import {
  eraseOrderData,
  erasePaymentAndOrder,
} from "../use-cases/upkeep/erase-order.ts";
import type {
  AfterErasure,
  ErasedCounts,
  OrderErasure,
} from "../use-cases/upkeep/erase-order.ts";
import { erasePhone } from "../use-cases/upkeep/erase-phone.ts";
import { UsageError } from "./command.ts";
import type { CommandInput } from "./command.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_NOT_FOUND, EXIT_REFUSED } from "./exit-codes.ts";
import { runLocal, withStore } from "./local-command.ts";
import { renderRecord } from "./merchant/table.ts";
import { plainJson, plainText } from "./plain-text.ts";

type Input =
  | { readonly kind: "phone"; readonly match: PhoneMatch }
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "unmatched"; readonly paymentId: string };

/** What a command came to. */
interface Outcome {
  readonly code: number;
  readonly words: string | null;
  /** Null where nothing was tried. */
  readonly figures: Figures | null;
}

interface Figures extends ErasedCounts {
  /** Ids of orders that are not erased yet. */
  readonly stillOpen: readonly string[];
  /** Ids of orders and unmatched payments with a masked number that may be this one. */
  readonly possible: readonly string[];
}

export async function privacy(
  { options }: CommandInput,
  context: CliContext,
): Promise<number> {
  const given = readInput(options);
  const { clock = systemClock } = context;
  return runLocal(context, describeFailure, (config) =>
    withStore(config, async (store) => {
      const outcome = await erase(store, given, clock.now(), inLog(clock));
      if (outcome.figures !== null) await store.upkeep.truncateLog();
      show(outcome, options["json"] === true, context);
      return outcome.code;
    }),
  );
}

function erase(
  store: Store,
  given: Input,
  now: number,
  after: AfterErasure,
): Promise<Outcome> {
  switch (given.kind) {
    case "phone":
      return ofPhone(store, given.match, now, after);
    case "order":
      return ofOrder(store, given.orderId, now, after);
    case "unmatched":
      return ofPayment(store, given.paymentId, now, after);
  }
}

/** An entry for each record, which never says whose it was. */
const inLog =
  (clock: Clock): AfterErasure =>
  async (tx, { type, id }, erasure) => {
    const isRefused = erasure.kind === "refused";
    const erased = erasure.kind === "erased" ? sumOf(erasure.counts) : 0;
    const entry = createAuditEntry(
      { clock, random: cryptoRandom },
      {
        actor: COMMAND_LINE,
        action: "erasePersonalData",
        // What is mistyped may be anything.
        object: { type, id: erasure.kind === "unknown" ? null : id },
        requestId: null,
      },
      erased > 0 ? "done" : isRefused ? "refused" : "unchanged",
      erased > 0 ? { after: { erasedRecords: erased } } : {},
      isRefused ? erasure.reason : null,
    );
    await tx.auditLog.append(entry);
  };

const sumOf = (counts: ErasedCounts): number =>
  Object.values<number>({ ...counts }).reduce((sum, count) => sum + count, 0);

const describeFailure = (error: unknown): string | undefined =>
  error instanceof StoreError ? error.message : undefined;

function show(
  { words, figures }: Outcome,
  asJson: boolean,
  { write, writeError, terminal }: CliContext,
): void {
  if (figures !== null)
    write(asJson ? `${plainJson(figures)}\n` : renderRecord(figures, terminal));
  if (words !== null) writeError(`malipo: ${words}\n`);
}

async function ofPhone(
  store: Store,
  match: PhoneMatch,
  now: number,
  after: AfterErasure,
): Promise<Outcome> {
  const { counts, open, possible } = await erasePhone(store, match, now, after);
  return {
    code: open.length > 0 ? EXIT_REFUSED : EXIT_DONE,
    words:
      open.length > 0
        ? `Money may still move for ${String(open.length)} of this person's orders (stillOpen). Run the command again when they are closed.`
        : null,
    figures: { ...counts, stillOpen: open, possible },
  };
}

const WHY_NOT: Readonly<Record<WhyNotErasable, string>> = {
  order_open:
    "The order can still be paid. Wait until it expires, or cancel it: malipo orders cancel <id>",
  attempt_alive:
    "A payment of this order may still succeed. Try again when it has ended; 72 hours after it began at the latest.",
  refund_open:
    "A refund of this order is under way. Try again when it has ended.",
};

const ofOrder = async (
  store: Store,
  orderId: string,
  now: number,
  after: AfterErasure,
): Promise<Outcome> =>
  toOutcome(
    await eraseOrderData(store, orderId, now, "erase", after),
    `There is no order ${plainText(orderId)}.`,
  );

const ofPayment = async (
  store: Store,
  paymentId: string,
  now: number,
  after: AfterErasure,
): Promise<Outcome> =>
  toOutcome(
    await erasePaymentAndOrder(store, paymentId, now, after),
    `There is no unmatched payment ${plainText(paymentId)}.`,
  );

function toOutcome(erasure: OrderErasure, unknown: string): Outcome {
  switch (erasure.kind) {
    case "unknown":
      return { code: EXIT_NOT_FOUND, words: unknown, figures: null };
    case "refused":
      return {
        code: EXIT_REFUSED,
        words: WHY_NOT[erasure.reason],
        figures: null,
      };
    case "erased":
      return erased(erasure.counts);
  }
}

const erased = (counts: ErasedCounts): Outcome => ({
  code: EXIT_DONE,
  words: null,
  figures: { ...counts, stillOpen: [], possible: [] },
});

const sha256 = (text: string): string =>
  createHash("sha256").update(text).digest("hex");

function readInput({
  phone,
  order,
  unmatched,
}: CommandInput["options"]): Input {
  const given = [phone, order, unmatched].filter((each) => each !== undefined);
  if (given.length !== 1)
    throw new UsageError(
      "privacy erase takes one of --phone <number>, --order <id> and --unmatched <id>",
    );
  if (typeof unmatched === "string")
    return { kind: "unmatched", paymentId: unmatched };
  if (typeof order === "string") return { kind: "order", orderId: order };
  const match = phoneMatch(typeof phone === "string" ? phone : "", sha256);
  // The number itself is not repeated: output is often kept.
  if (match === undefined)
    throw new UsageError("--phone is not a phone number");
  return { kind: "phone", match };
}
