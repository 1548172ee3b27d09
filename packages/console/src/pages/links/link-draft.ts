/** A payment link as it is typed: texts only, until they are read into what the interface takes. Pure. */
import type { LinkField } from "@malipo/protocol";
import { currencyExponent } from "@malipo/protocol/currency";
import type {
  MerchantPaymentLink,
  PaymentLinkInput,
} from "@malipo/protocol/merchant";
import { LINK_LIMITS } from "@malipo/protocol/limits";
import { parseTypedAmount, plainAmount } from "@malipo/protocol/text";
import type { Amount } from "../../lib/format.ts";

export interface FieldDraft {
  readonly id: string;
  readonly label: string;
  readonly type: LinkField["type"];
  readonly required: boolean;
  /** One on each line. */
  readonly choices: string;
}

export interface PairDraft {
  readonly name: string;
  readonly value: string;
}

export interface LinkDraft {
  readonly kind: "fixed" | "open";
  readonly currency: string;
  readonly amount: string;
  readonly min: string;
  readonly max: string;
  readonly suggested: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly reference: string;
  readonly imageUrl: string;
  readonly successUrl: string;
  readonly returnUrl: string;
  readonly inactiveMessage: string;
  /** "2026-11-21T12:00" in the shop's time zone. */
  readonly expires: string;
  readonly maxPayments: string;
  readonly stock: string;
  readonly quantityMin: string;
  readonly quantityMax: string;
  readonly onePerPhone: boolean;
  readonly takesParts: boolean;
  /** Of an order, to be paid first. */
  readonly depositPercent: string;
  readonly mirror: boolean;
  readonly fields: readonly FieldDraft[];
  readonly metadata: readonly PairDraft[];
}

export const EMPTY_DRAFT: LinkDraft = {
  kind: "fixed",
  currency: "KES",
  amount: "",
  min: "",
  max: "",
  suggested: [],
  title: "",
  description: "",
  reference: "",
  imageUrl: "",
  successUrl: "",
  returnUrl: "",
  inactiveMessage: "",
  expires: "",
  maxPayments: "",
  stock: "",
  quantityMin: "",
  quantityMax: "",
  onePerPhone: false,
  takesParts: false,
  depositPercent: "",
  mirror: false,
  fields: [],
  metadata: [],
};

export const EMPTY_FIELD: FieldDraft = {
  id: "",
  label: "",
  type: "text",
  required: false,
  choices: "",
};

/** Between a moment and what a person reads on the shop's clock. */
export interface ShopClock {
  toLocal(time: string): string;
  /** Undefined for what is no time. */
  fromLocal(local: string): string | undefined;
}

const exponentOf = (currency: string): number =>
  currencyExponent(currency) ?? 2;

export function draftOf(
  link: MerchantPaymentLink,
  clock: ShopClock,
): LinkDraft {
  const { currency, quantity, metadata = {} } = link;
  const typed = (amount: Amount | null): string =>
    amount === null ? "" : plainAmount(amount, exponentOf(currency));
  return {
    kind: link.amount === null ? "open" : "fixed",
    currency,
    amount: typed(link.amount),
    min: typed(link.min),
    max: typed(link.max),
    suggested: (link.suggestedAmounts ?? []).map(typed),
    title: link.title,
    description: link.description ?? "",
    reference: link.reference ?? "",
    imageUrl: link.imageUrl ?? "",
    successUrl: link.successUrl ?? "",
    returnUrl: link.returnUrl ?? "",
    inactiveMessage: link.inactiveMessage ?? "",
    expires: link.expiresAt === null ? "" : clock.toLocal(link.expiresAt),
    maxPayments: String(link.maxPayments ?? ""),
    stock: String(link.stock ?? ""),
    quantityMin: String(quantity?.min ?? ""),
    quantityMax: String(quantity?.max ?? ""),
    onePerPhone: link.onePerPhone ?? false,
    takesParts: link.payment === "partial",
    depositPercent: String(link.deposit?.percent ?? ""),
    mirror: link.mirror !== null && link.mirror.state !== "stopped",
    fields: (link.fields ?? []).map((field) => ({
      id: field.id,
      label: field.label,
      type: field.type,
      required: field.required,
      choices: field.type === "choice" ? field.choices.join("\n") : "",
    })),
    metadata: Object.entries(metadata).map(([name, value]) => ({
      name,
      value,
    })),
  };
}

/** What is wrong with an input, by a name that the words have. */
export type DraftFault = "amount" | "whole" | "time" | "missing" | "crossed";
export type DraftFaults = Readonly<Record<string, DraftFault>>;

/** What the form has of a link. */
type LinkKey =
  | ("description" | "reference" | "currency" | "amount" | "min" | "max")
  | ("suggestedAmounts" | "quantity" | "maxPayments" | "stock" | "onePerPhone")
  | ("expiresAt" | "inactiveMessage" | "imageUrl" | "successUrl" | "returnUrl")
  | ("payment" | "deposit" | "fields" | "metadata" | "mirror");

/** Null for what is empty. */
export type LinkValues = {
  readonly [K in LinkKey]: Exclude<PaymentLinkInput[K], undefined>;
} & { readonly title?: string };

/** What is sent. */
export type LinkBody = Partial<LinkValues>;

export interface ReadDraft {
  readonly values: LinkValues;
  /** By the input's name. */
  readonly faults: DraftFaults;
}

export function readLinkDraft(draft: LinkDraft, clock: ShopClock): ReadDraft {
  const faults: Record<string, DraftFault> = {};
  const { kind, currency } = draft;
  const isOpen = kind === "open";
  const text = (typed: string): string | null => typed.trim() || null;

  function amount(name: string, typed: string): Amount | null {
    if (typed.trim() === "") return null;
    const value = parseTypedAmount(typed, currency, exponentOf(currency));
    if (value === undefined || value < 1) faults[name] = "amount";
    return value === undefined ? null : { value, currency };
  }

  function whole(name: string, typed: string): number | null {
    if (typed.trim() === "") return null;
    const value = /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : undefined;
    if (value === undefined) faults[name] = "whole";
    return value ?? null;
  }

  function time(name: string, local: string): string | null {
    if (local === "") return null;
    const at = clock.fromLocal(local);
    if (at === undefined) faults[name] = "time";
    return at ?? null;
  }

  const title = text(draft.title);
  const fixed = isOpen ? null : amount("amount", draft.amount);
  if (!isOpen && draft.amount.trim() === "") faults["amount"] = "missing";
  const min = isOpen ? amount("min", draft.min) : null;
  const max = isOpen ? amount("max", draft.max) : null;
  if (min !== null && max !== null && min.value > max.value)
    faults["max"] = "crossed";
  const suggested = (isOpen ? draft.suggested : []).flatMap((typed, at) => {
    const read = amount(`suggestedAmounts.${at}`, typed);
    return read === null ? [] : [read];
  });
  const least = isOpen ? null : whole("quantity.min", draft.quantityMin);
  const most = isOpen ? null : whole("quantity.max", draft.quantityMax);
  if (least !== null && most !== null && least > most)
    faults["quantity.max"] = "crossed";
  const percent = draft.takesParts
    ? whole("deposit.percent", draft.depositPercent)
    : null;
  const fields = readFields(draft.fields, faults);
  return {
    values: {
      ...(title === null ? {} : { title }),
      description: text(draft.description),
      reference: text(draft.reference),
      currency,
      amount: fixed,
      min,
      max,
      suggestedAmounts: suggested.length === 0 ? null : suggested,
      quantity:
        least === null && most === null
          ? null
          : { min: least ?? 1, max: most ?? LINK_LIMITS.quantity },
      maxPayments: whole("maxPayments", draft.maxPayments),
      stock: whole("stock", draft.stock),
      onePerPhone: draft.onePerPhone,
      payment: draft.takesParts ? "partial" : "exact",
      deposit: percent === null ? null : { percent },
      expiresAt: time("expiresAt", draft.expires),
      inactiveMessage: text(draft.inactiveMessage),
      imageUrl: text(draft.imageUrl),
      successUrl: text(draft.successUrl),
      returnUrl: text(draft.returnUrl),
      fields: fields.length === 0 ? null : fields,
      metadata: readPairs(draft.metadata),
      mirror: draft.mirror,
    },
    faults,
  };
}

function readFields(
  drafts: readonly FieldDraft[],
  faults: Record<string, DraftFault>,
): LinkField[] {
  const taken = new Set(drafts.map(({ id }) => id.trim()));
  return drafts.map((draft, at) => {
    const label = draft.label.trim();
    if (label === "") faults[`fields.${at}.label`] = "missing";
    const id = draft.id.trim() || freeId(label, taken);
    const base = { id, label, required: draft.required };
    if (draft.type !== "choice") return { ...base, type: draft.type };
    const choices = draft.choices
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    if (choices.length === 0) faults[`fields.${at}.choices`] = "missing";
    return { ...base, type: draft.type, choices };
  });
}

/** From the label, as the interface takes it: "T-shirt size" becomes "t_shirt_size". */
function freeId(label: string, taken: Set<string>): string {
  const plain = label
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z\d]+/g, "_")
    .replace(/^[\d_]+|_+$/g, "")
    .slice(0, 28);
  const base = plain === "" ? "answer" : plain;
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}_${number}`;
  taken.add(id);
  return id;
}

function readPairs(pairs: readonly PairDraft[]): Record<string, string> | null {
  const named = pairs.filter(({ name }) => name.trim() !== "");
  return named.length === 0
    ? null
    : Object.fromEntries(named.map(({ name, value }) => [name.trim(), value]));
}

/** For a new link: what is empty, or as it is by default, is left out. */
export const toNewLink = (values: LinkValues): LinkBody =>
  pick(values, (name) => {
    const value = values[name];
    return value !== undefined && !DEFAULTS.has(value);
  });

const DEFAULTS: ReadonlySet<unknown> = new Set([null, false, "exact"]);

function pick(
  values: LinkValues,
  isWanted: (name: keyof LinkValues) => boolean,
): LinkBody {
  const names = Object.keys(values) as (keyof LinkValues)[];
  return names.reduce<LinkBody>(
    (all, name) => (isWanted(name) ? { ...all, [name]: values[name] } : all),
    {},
  );
}

/** The input for what the interface names, of those that the form has. */
export function isLinkInput(draft: LinkDraft, name: string): boolean {
  const [first = "", second, third] = name.split(".");
  if (first === "fields" && second !== undefined)
    return Number(second) < draft.fields.length && third !== undefined;
  if (first === "metadata" && second !== undefined)
    return draft.metadata.some((pair) => pair.name.trim() === second);
  if (first === "suggestedAmounts") return second !== undefined;
  if (first === "quantity") return second === "min" || second === "max";
  if (first === "deposit") return draft.takesParts;
  return PLAIN_INPUTS.has(name);
}

const PLAIN_INPUTS: ReadonlySet<string> = new Set([
  ...["title", "description", "reference", "currency", "amount", "min", "max"],
  ...["maxPayments", "stock", "onePerPhone", "expiresAt", "inactiveMessage"],
  ...["imageUrl", "successUrl", "returnUrl", "payment", "mirror"],
]);
