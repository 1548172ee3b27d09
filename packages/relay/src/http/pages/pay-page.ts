/** `GET /pay/:id`: the relay's own page for a payment link. */
import type { ServerResponse } from "node:http";
import { paymentLinkIdSchema } from "@malipo/protocol";
import type { HttpContext } from "../context.ts";
import { passOn, sendNotFound } from "../kit/pass-on.ts";
import { PAYMENT_LINK_ID } from "../kit/path-params.ts";
import type { PathParam } from "../kit/path-params.ts";
import {
  CLOSED_LINK_SCRIPT,
  closedKindOf,
  renderClosedLinkPage,
} from "./closed-link-page.ts";
import type { Html } from "./html.ts";
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
import { POSTER_SCRIPT, renderPoster } from "./poster-page.ts";
import { sendFile, sendNotModified } from "./send-file.ts";

const NOTICE_STATUS = { unknown: 404, trouble: 503 } as const;

/** A person may have mistyped it, so a wrong id gets a page instead of a problem document. */
const ANY_LINK_ID: PathParam = { ...PAYMENT_LINK_ID, pattern: /^/ };

const page = (description: string): PlainResponse => ({
  description,
  type: "text/html",
  example: "<!doctype html>…",
});

const responses = {
  200: page("The page."),
  404: page("There is no such link."),
  410: page("The link takes no payments."),
  503: page("The link can't be read right now."),
};

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
    responses,
    serve: servePage(renderPayPage, renderClosedLinkPage),
  }),

  plainRoute({
    id: "payPoster",
    method: "GET",
    path: "/pay/:id/poster",
    params: { id: ANY_LINK_ID },
    access: "anyone",
    limit: "reads",
    headers: createPageHeaders({ scripts: true }),
    summary: "A sheet to print with the QR code of a payment link",
    responses,
    serve: servePage(
      (about, { link }) => renderPoster(about, link),
      (about, { link }) =>
        renderNoticePage(about, closedKindOf(link), link.inactiveMessage),
    ),
  }),

  plainRoute({
    id: "payPreview",
    method: "GET",
    path: "/pay/:id/preview.png",
    params: { id: PAYMENT_LINK_ID },
    access: "anyone",
    limit: "pictures",
    summary: "The picture that messengers show of a payment link",
    responses: {
      200: { description: "The picture.", type: "image/png", example: "…" },
      304: {
        description: "Not modified since the version in `If-None-Match`.",
      },
    },
    // Also of a link that takes no payments any more: messages that show it stay.
    async serve({ deps, drawings, getPayableLink }, { req, params }, res) {
      if ((await getPayableLink(params.id)) === undefined) {
        sendNotFound(res);
        return;
      }
      const url = `${deps.settings.publicUrl}/pay/${params.id}`;
      const version = drawings.previewVersion(url);
      if (sendNotModified(version, req, res)) return;
      sendFile(await drawings.preview(url), req, res, version);
    },
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

  scriptRoute(
    "closedLinkScript",
    "/pay/assets/closed.js",
    "The script of pages of links that take no payments",
    CLOSED_LINK_SCRIPT,
  ),

  scriptRoute(
    "payPosterScript",
    "/pay/assets/poster.js",
    "The script of posters",
    POSTER_SCRIPT,
  ),

  LOGO_ROUTE,
];

type Render = (about: PageContext, found: PayableLink) => Html;

/** `renderClosed`: of a link that takes no payments. */
function servePage(render: Render, renderClosed: Render) {
  return async (
    context: HttpContext,
    { req, params }: PlainRequest<"id">,
    res: ServerResponse,
  ): Promise<void> => {
    const about = pageContext(context, req);
    res.setHeader("Vary", "Accept-Language");
    const found = await readLink(context, params.id, res);
    if (found === "unknown" && passOn(res)) return;
    if (typeof found === "string") {
      const page = renderNoticePage(about, found);
      sendPage(res, NOTICE_STATUS[found], about.locale, page);
      return;
    }
    const { active } = found.link;
    const page = (active ? render : renderClosed)(about, found);
    sendPage(res, active ? 200 : 410, about.locale, page);
  };
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
