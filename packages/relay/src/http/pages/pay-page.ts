/** `GET /pay/:id`: the relay's own page for a payment link. */
import type { ServerResponse } from "node:http";
import { paymentLinkIdSchema } from "@malipo/protocol";
import type { HttpContext } from "../context.ts";
import { passOn } from "../kit/pass-on.ts";
import { PAYMENT_LINK_ID } from "../kit/path-params.ts";
import type { PathParam } from "../kit/path-params.ts";
import { createPageHeaders, sendPage } from "./html-page.ts";
import { LOGO_ROUTE } from "./merchant-logo.ts";
import { renderNoticePage } from "./notice-page.ts";
import { pageContext } from "./page-context.ts";
import type { PageContext } from "./page-frame.ts";
import { PAY_PAGE_SCRIPT } from "./pay-page-script.ts";
import { renderPayPage } from "./pay-page-view.ts";
import type { PayableLink } from "./pay-page-view.ts";
import { requestContext } from "../kit/request-context.ts";
import { plainRoute } from "../kit/route.ts";
import type { PlainRequest, PlainResponse, Route } from "../kit/route.ts";
import { scriptRoute, stylesheetRoute } from "./page-file.ts";

const NOTICE_STATUS = { unknown: 404, inactive: 410, trouble: 503 } as const;

/** A person may have mistyped it, so a wrong id gets a page instead of a problem document. */
const ANY_LINK_ID: PathParam = { ...PAYMENT_LINK_ID, pattern: /^/ };

const page = (description: string): PlainResponse => ({
  description,
  type: "text/html",
  example: "<!doctype html>…",
});

export const PAY_PAGE_ROUTES: readonly Route[] = [
  plainRoute({
    id: "payPage",
    method: "GET",
    path: "/pay/:id",
    params: { id: ANY_LINK_ID },
    access: "anyone",
    limit: "reads",
    headers: createPageHeaders({ scripts: true }),
    summary: "The hosted page of a payment link",
    responses: {
      200: page("The page."),
      404: page("There is no such link."),
      410: page("The link is not active."),
      503: page("The link can't be read right now."),
    },
    serve: sendPayPage,
  }),

  stylesheetRoute(
    "payPageStyle",
    "/pay/assets/pay.css",
    "The style sheet of payment link pages",
    new URL("./pay-page.css", import.meta.url),
  ),

  scriptRoute(
    "payPageScript",
    "/pay/assets/pay.js",
    "The script of payment link pages",
    PAY_PAGE_SCRIPT,
  ),

  LOGO_ROUTE,
];

async function sendPayPage(
  context: HttpContext,
  { req, params }: PlainRequest<"id">,
  res: ServerResponse,
): Promise<void> {
  const about = pageContext(context, req);
  res.setHeader("Vary", "Accept-Language");
  const found = await readLink(context, params.id, res);
  if (found === "unknown" && passOn(res)) return;
  if (typeof found === "string") sendNotice(res, about, found);
  else if (!found.link.active) sendNotice(res, about, "inactive");
  else sendPage(res, 200, about.locale, renderPayPage(about, found));
}

/** For a person, so a store error gets a page instead of a problem document. */
async function readLink(
  { deps, getPayableLink }: HttpContext,
  given: string,
  res: ServerResponse,
): Promise<PayableLink | "unknown" | "trouble"> {
  const id = paymentLinkIdSchema.safeParse(given);
  if (!id.success) return "unknown";
  try {
    return (await getPayableLink(id.data)) ?? "unknown";
  } catch (error) {
    const { requestId } = requestContext(res);
    deps.log.error(
      { err: error, requestId },
      "a payment link could not be read",
    );
    return "trouble";
  }
}

function sendNotice(
  res: ServerResponse,
  context: PageContext,
  kind: keyof typeof NOTICE_STATUS,
): void {
  const page = renderNoticePage(context, kind);
  sendPage(res, NOTICE_STATUS[kind], context.locale, page);
}
