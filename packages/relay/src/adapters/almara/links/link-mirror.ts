/**
 * Payment links at the provider: create, find, update. Bodies from
 * https://docs.zamupay.com/create-payment-link-25375908e0 and a public client of a sibling product; the responses are
 * inferred.
 */
import { cutText } from "@malipo/protocol/text";
import { formatDecimal } from "../../../domain/amount.ts";
import type {
  LinkMirror,
  LinkRequest,
  MirroredLink,
} from "../../../ports/merchant-services.ts";
import type { ProviderResult } from "../../../ports/provider-result.ts";
import { jsonNumber } from "../../provider-http/json-number.ts";
import type { ApiCall } from "../../provider-http/api.ts";
import type { Context } from "../lib/context.ts";
import { layers } from "../lib/envelope.ts";
import { isSameId } from "../../../domain/same-id.ts";
import { findHostedPage } from "../payments/hosted-page.ts";
import {
  isPossibleId,
  mismatchedId,
  readMerchantResponse,
  unavailable,
} from "../lib/merchant-response.ts";
import type { CallKind } from "../lib/merchant-response.ts";
import { fields, looseText } from "../../provider-http/fields.ts";
import { readReceipt } from "../../provider-http/placeholder.ts";

type LinkResult = ProviderResult<MirroredLink>;

/** The limit of payment notes, https://docs.transalink.io/data-types-2117711m0; that of links is unknown. */
const DESCRIPTION_MAX = 255;

const idSchema = fields({ id: looseText });

/** Null without a short code, which every link requires. */
export function createLinkMirror(context: Context): LinkMirror | null {
  const { paths, timeouts, ...settings } = context.settings;
  const shortCode = settings.shortCode ?? settings.paybillShortCode;
  if (shortCode === null) return null;
  const change = { timeoutMs: timeouts.changeMs };
  return {
    async create(link) {
      const { result, hasId } = await send(context, "changes", null, {
        ...change,
        method: "POST",
        path: paths.linkCreate,
        body: toBody(shortCode, link),
      });
      if (result.kind === "not_found") return unavailable("HTTP 404", "reads");
      // A link without an id can't be found again, and creating it must not be repeated.
      return result.kind === "found" &&
        !(hasId && isPossibleId(result.value.id))
        ? unavailable("no link in the response", "changes")
        : result;
    },
    async find(id) {
      if (!isPossibleId(id)) return { kind: "not_found" };
      const { result, hasId } = await send(context, "reads", id, {
        method: "GET",
        path: paths.linkFind,
        query: { Id: id },
        timeoutMs: timeouts.readMs,
      });
      return result.kind === "found" && !hasId
        ? unavailable("no link in the response", "reads")
        : result;
    },
    async update(id, link) {
      if (!isPossibleId(id)) return { kind: "not_found" };
      const { result } = await send(context, "changes", id, {
        ...change,
        method: "PUT",
        path: paths.linkUpdate,
        body: { id, ...toBody(shortCode, link) },
      });
      return result;
    },
  };
}

/** `hasId`: the response contains the link's id. `id` null: the provider chooses it. */
async function send(
  { settings, api, log }: Context,
  kind: CallKind,
  id: string | null,
  call: ApiCall,
): Promise<{ readonly result: LinkResult; readonly hasId: boolean }> {
  const parsed = readMerchantResponse(await api(call), kind);
  if (parsed.kind !== "content") return { result: parsed, hasId: false };
  const found = readId(parsed.content, id);
  if (id !== null && found !== null && !isSameId(found, id))
    return { result: mismatchedId(log, id, kind), hasId: true };
  const { url, otherHosts } = findHostedPage(parsed.content, "link", settings);
  if (url === null)
    log.warn(
      {
        provider: "almara",
        code: "upstream_contract_unknown",
        id: found ?? id,
        otherHosts,
      },
      "no page on an allowed host in the response about a payment link",
    );
  return {
    result: { kind: "found", value: { id: found ?? id ?? "", url } },
    hasId: found !== null,
  };
}

/** A placeholder is not an id, unless it is the requested one. */
function readId(json: object, asked: string | null): string | null {
  const isAsked = (id: string): boolean =>
    asked !== null && isSameId(id, asked);
  return (
    layers(json)
      .map((layer) => idSchema.safeParse(layer).data?.id ?? null)
      .map((id) => (id === null || isAsked(id) ? id : readReceipt(id)))
      .find((id) => id !== null) ?? null
  );
}

function toBody(
  shortCode: string,
  link: LinkRequest,
): Readonly<Record<string, unknown>> {
  const { title, description, amount, currency, reference, redirectUrl } = link;
  const decimal = amount === null ? null : formatDecimal(amount);
  if (decimal === undefined)
    throw new TypeError(`No exponent is known for ${currency}.`);
  return {
    shortCode,
    description: cutText(
      [title, description].filter((part) => part !== null).join(": "),
      DESCRIPTION_MAX,
    ),
    isAmountSpecified: decimal !== null,
    amount: decimal === null ? null : jsonNumber(decimal),
    accountReference: reference,
    currency,
    redirectionSite: redirectUrl,
  };
}
