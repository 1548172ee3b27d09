/** `GET /pay/:id`: the relay's own page for a payment link. */
import { LOCALES, paymentLinkIdSchema } from "@malipo/protocol";
import type { Locale, Merchant } from "@malipo/protocol";
import { Router } from "express";
import type { Request, Response } from "express";
import type { Log } from "../../ports/log.ts";
import { basePathOf } from "../kit/own-paths.ts";
import { passOn } from "../kit/pass-on.ts";
import { createPageGate, sendPage } from "./html-page.ts";
import { renderNoticePage, renderPayPage } from "./pay-page-view.ts";
import type {
  NoticeKind,
  PayPageContext,
  PayableLink,
} from "./pay-page-view.ts";
import { PAY_PAGE_CSS } from "./pay-page.css.ts";
import { requestContext } from "../kit/request-context.ts";
import { addStylesheet } from "./stylesheet.ts";

export interface PayPageOptions {
  /** Undefined when there is no such link. */
  readonly getPaymentLink: (id: string) => Promise<PayableLink | undefined>;
  readonly publicUrl: string;
  readonly merchant: Merchant;
  readonly log: Log;
}

const NOTICE_STATUS: Readonly<Record<NoticeKind, number>> = {
  unknown: 404,
  inactive: 410,
  trouble: 503,
};

export function createPayPage(options: PayPageOptions): Router {
  const { publicUrl, merchant } = options;
  const base = basePathOf(publicUrl);
  const router = Router();
  addStylesheet(router, "/pay/assets/pay.css", PAY_PAGE_CSS);
  router.get(
    "/pay/:id",
    createPageGate({ scripts: true }),
    async (req: Request<{ id: string }>, res) => {
      const locale = chooseLocale(req);
      const context = { locale, merchant, base, publicUrl };
      res.vary("Accept-Language");
      const found = await readLink(options, req, res);
      if (found === "unknown" && passOn(res)) return;
      if (typeof found === "string") sendNotice(res, context, found);
      else if (!found.link.active) sendNotice(res, context, "inactive");
      else sendPage(res, 200, locale, renderPayPage(context, found));
    },
  );
  return router;
}

/** A person is looking: a store that is down gets them a page, not a problem document. */
async function readLink(
  { getPaymentLink, log }: PayPageOptions,
  req: Request<{ id: string }>,
  res: Response,
): Promise<PayableLink | NoticeKind> {
  const id = paymentLinkIdSchema.safeParse(req.params.id);
  if (!id.success) return "unknown";
  try {
    return (await getPaymentLink(id.data)) ?? "unknown";
  } catch (error) {
    const { requestId } = requestContext(res);
    log.error({ err: error, requestId }, "a payment link could not be read");
    return "trouble";
  }
}

function sendNotice(
  res: Response,
  context: PayPageContext,
  kind: NoticeKind,
): void {
  const page = renderNoticePage(context, kind);
  sendPage(res, NOTICE_STATUS[kind], context.locale, page);
}

/** `?lang=` where it names a language we speak, else the browser's wish, else English. */
function chooseLocale(req: Request<{ id: string }>): Locale {
  const wanted = LOCALES.find((locale) => locale === req.query["lang"]);
  if (wanted !== undefined) return wanted;
  const accepted = req.acceptsLanguages([...LOCALES]);
  return LOCALES.find((locale) => locale === accepted) ?? "en";
}
