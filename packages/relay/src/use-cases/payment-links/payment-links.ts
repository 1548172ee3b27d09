/** Payment links: the merchant creates and changes them; anyone who has the URL can read them. */
import type {
  LinkState,
  PaymentLinkInput as Body,
} from "@malipo/protocol/merchant";
import { SUPPORTED_CURRENCIES } from "../../domain/currency.ts";
import { NOT_FOUND, mapResult, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import {
  NEW_MIRROR,
  amountToPay,
  contradictionOf,
  isCalled,
  whyInactive,
} from "../../domain/payment-link.ts";
import type {
  LinkMirrorState,
  PaymentLink,
} from "../../domain/payment-link.ts";
import { canonicalJson } from "../../domain/same-value.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { AuditTrail, RequiredFacts } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { keyedRequest, withIdempotency } from "../shared/idempotency.ts";
import { readRemaining } from "./link-view.ts";
import { putMirrorTask } from "./mirror-link.ts";
import { checkReturnUrl } from "../orders/new-order.ts";
import { notConfigured } from "../shared/provider-result.ts";

/** The fields that a merchant can set; null clears a field. */
export type PaymentLinkInput = Body;

const DEFAULT_CURRENCY = "KES";

/** `given` if the input has the field (even null), else the previous value. */
function chosen<T>(given: T | undefined, before: T): T {
  return given === undefined ? before : given;
}

function applyMirror(
  mirror: LinkMirrorState | null,
  wanted: boolean | undefined,
): LinkMirrorState | null {
  if (wanted === undefined) return mirror;
  return mirror === null ? (wanted ? NEW_MIRROR : null) : { ...mirror, wanted };
}

function apply(
  link: PaymentLink,
  input: PaymentLinkInput,
  now: number,
): PaymentLink {
  const amount = chosen(input.amount, link.amount);
  const expiresAt = input.expiresAt;
  return {
    ...link,
    title: chosen(input.title, link.title),
    description: chosen(input.description, link.description),
    reference: chosen(input.reference, link.reference),
    currency:
      input.currency ??
      input.amount?.currency ??
      input.min?.currency ??
      input.max?.currency ??
      link.currency,
    amount,
    min: chosen(input.min, link.min),
    max: chosen(input.max, link.max),
    payment: chosen(
      input.payment ?? (input.deposit ? "partial" : undefined),
      link.payment,
    ),
    deposit: chosen(input.deposit, link.deposit) ?? undefined,
    active: chosen(input.active, link.active),
    expiresAt:
      expiresAt === undefined
        ? link.expiresAt
        : expiresAt === null
          ? null
          : Date.parse(expiresAt),
    returnUrl: chosen(input.returnUrl, link.returnUrl),
    maxPayments: chosen(input.maxPayments, link.maxPayments) ?? undefined,
    stock: chosen(input.stock, link.stock) ?? undefined,
    quantity: chosen(input.quantity, link.quantity) ?? undefined,
    onePerPhone: chosen(input.onePerPhone, link.onePerPhone),
    inactiveMessage:
      chosen(input.inactiveMessage, link.inactiveMessage) ?? undefined,
    imageUrl: chosen(input.imageUrl, link.imageUrl) ?? undefined,
    suggestedAmounts:
      chosen(input.suggestedAmounts, link.suggestedAmounts) ?? undefined,
    fields: chosen(input.fields, link.fields) ?? undefined,
    successUrl: chosen(input.successUrl, link.successUrl) ?? undefined,
    metadata: chosen(input.metadata, link.metadata) ?? undefined,
    mirror: applyMirror(link.mirror, input.mirror),
    updatedAt: now,
  };
}

function check(deps: Deps, link: PaymentLink): Result<PaymentLink> {
  const suggested = link.suggestedAmounts ?? [];
  const amounts = [link.amount, link.min, link.max, ...suggested].filter(
    (amount) => amount !== null,
  );
  if (
    !SUPPORTED_CURRENCIES.includes(link.currency) ||
    amounts.some(({ currency }) => currency !== link.currency)
  ) {
    return refuse(
      "currency_unsupported",
      "All amounts of a link must be in one supported currency.",
    );
  }
  const contradiction = contradictionOf(link);
  if (contradiction !== undefined)
    return refuse("invalid_request", contradiction);
  const wrong =
    amounts.some(({ value }) => value < 1) ||
    (link.min !== null && link.max !== null && link.min.value > link.max.value);
  if (wrong)
    return refuse(
      "amount_out_of_range",
      'Amounts must be above zero, and "min" not above "max".',
    );
  if (suggested.some((amount) => !amountToPay(link, amount).ok))
    return refuse(
      "amount_out_of_range",
      'All "suggestedAmounts" must be within "min" and "max".',
    );
  const returnTo = checkReturnUrl(deps, link.returnUrl ?? undefined);
  return returnTo.ok ? ok(link) : returnTo;
}

/** With a key, a repeated request returns the original link and creates no other. */
export async function createPaymentLink(
  deps: Deps,
  input: PaymentLinkInput,
  key: string | null,
  audit: AuditTrail,
): Promise<Result<PaymentLink>> {
  const request =
    key === null ? null : keyedRequest(deps, "payment-links", key, input);
  const stored = await deps.store.transaction((tx) =>
    withIdempotency<PaymentLink, PaymentLink>(tx, request, {
      now: deps.clock.now(),
      async make() {
        const link = newLink(deps, input);
        if (!link.ok) return link;
        await storeLink(deps, tx, link.value);
        const { id } = link.value;
        await audit.record(tx, { objectId: id, after: factsOf(link.value) });
        return ok({ subject: id, value: link.value, response: link.value });
      },
    }),
  );
  return mapResult(stored, ({ value }) => value);
}

function newLink(deps: Deps, input: PaymentLinkInput): Result<PaymentLink> {
  if (input.mirror === true && deps.services.linkMirror === null)
    return notConfigured(deps, "linkMirror");
  const now = deps.clock.now();
  const blank: PaymentLink = {
    id: deps.random.id("pl_"),
    reference: null,
    title: deps.settings.merchant.name,
    description: null,
    currency: DEFAULT_CURRENCY,
    amount: null,
    min: null,
    max: null,
    active: true,
    expiresAt: null,
    returnUrl: null,
    mirror: null,
    createdAt: now,
    updatedAt: now,
  };
  return check(deps, apply(blank, input, now));
}

export async function changePaymentLink(
  deps: Deps,
  id: string,
  input: PaymentLinkInput,
  audit: AuditTrail,
): Promise<Result<PaymentLink>> {
  return deps.store.transaction(async (tx) => {
    const before = await tx.getPaymentLink(id);
    if (before === undefined) return NOT_FOUND;
    if (input.mirror === true && deps.services.linkMirror === null)
      return notConfigured(deps, "linkMirror");
    // Each change has a unique time, because the mirror's state is compared by it.
    const now = Math.max(deps.clock.now(), before.updatedAt + 1);
    const link = check(deps, apply(before, input, now));
    if (!link.ok) return link;
    await storeLink(deps, tx, link.value);
    await audit.record(tx, {
      before: factsOf(before),
      after: factsOf(link.value),
    });
    return link;
  });
}

type LinkFacts = RequiredFacts<
  Exclude<keyof PaymentLinkInput, "deposit"> | "depositPercent"
>;

/** For the audit log. Of lists and pairs, the text tells one from another; it is not stored. */
const factsOf = (link: PaymentLink): LinkFacts => ({
  title: link.title,
  description: link.description,
  reference: link.reference,
  currency: link.currency,
  amount: link.amount,
  min: link.min,
  max: link.max,
  payment: link.payment ?? "exact",
  depositPercent: link.deposit?.percent ?? null,
  active: link.active,
  expiresAt:
    link.expiresAt === null ? null : new Date(link.expiresAt).toISOString(),
  returnUrl: link.returnUrl,
  mirror: link.mirror?.wanted === true,
  maxPayments: link.maxPayments ?? null,
  stock: link.stock ?? null,
  quantity:
    link.quantity === undefined
      ? null
      : `${link.quantity.min} to ${link.quantity.max}`,
  onePerPhone: link.onePerPhone === true,
  inactiveMessage: link.inactiveMessage ?? null,
  imageUrl: link.imageUrl ?? null,
  suggestedAmounts:
    link.suggestedAmounts?.map((amount) => ({ ...amount })) ?? null,
  fields: jsonOrNull(link.fields),
  successUrl: link.successUrl ?? null,
  metadata: jsonOrNull(link.metadata),
});

const jsonOrNull = (value: unknown): string | null =>
  value === undefined ? null : canonicalJson(value);

/** The change and its synchronization task are stored together. */
async function storeLink(
  { clock }: Deps,
  tx: StoreTransaction,
  link: PaymentLink,
): Promise<void> {
  await tx.putPaymentLink(link);
  await putMirrorTask(tx, link, clock.now());
}

export async function getPaymentLink(
  deps: Deps,
  id: string,
): Promise<Result<PaymentLink>> {
  const link = await deps.store.getPaymentLink(id);
  return link === undefined ? NOT_FOUND : ok(link);
}

export interface LinkFilter {
  readonly q?: string | undefined;
  readonly state?: LinkState | undefined;
}

export async function listPaymentLinks(
  deps: Deps,
  { q, state }: LinkFilter,
  page: PageRequest,
): Promise<Page<PaymentLink>> {
  if (q === undefined && state === undefined)
    return deps.store.listPaymentLinks(page);
  const now = deps.clock.now();
  return deps.store.listPaymentLinks(page, async (link) => {
    if (q !== undefined && !isCalled(link, q)) return false;
    if (state === undefined) return true;
    const reason = whyInactive(link, now, await readRemaining(deps, link));
    return (reason === undefined) === (state === "active");
  });
}
