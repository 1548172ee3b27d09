/** Routes of the card page: GET shows it, POST submits one of its buttons. */
import type { Response, Router } from "express";
import express from "express";
import type { CheckoutAttempt } from "../attempts/attempts.ts";
import { stateOf } from "../attempts/attempts.ts";
import type { Decisions } from "../attempts/decisions.ts";
import type { Ledger } from "../attempts/ledger.ts";
import { MAX_BODY_BYTES } from "../../web/client-error.ts";
import { sendPage } from "../../web/layout.ts";
import { checkCard, createTestCard, readCardForm } from "./card-form.ts";
import { cardPage } from "./card-page.ts";
import { outcomePage, returnPage, unknownCardPage } from "./outcome-page.ts";

export interface CardOptions {
  readonly ledger: Ledger;
  readonly decisions: Decisions;
}

export function createCardRouter({ ledger, decisions }: CardOptions): Router {
  const router = express.Router();
  const find = (checkoutId: string, response: Response) =>
    findCheckout(ledger, checkoutId, response);

  router.get("/:id", (request, response) => {
    const attempt = find(request.params.id, response);
    if (attempt === undefined) return;
    const page = isOpen(attempt)
      ? cardPage(attempt, createTestCard(new Date()))
      : outcomePage(attempt);
    sendPage(response, 200, page);
  });

  router.get("/:id/:way", (request, response, next) => {
    const { id, way } = request.params;
    if (way !== "return" && way !== "cancel") {
      next();
      return;
    }
    const attempt = find(id, response);
    if (attempt === undefined) return;
    // An open order has no outcome to return.
    if (way === "return" && isOpen(attempt))
      response.redirect(303, `/card/${attempt.checkoutId}`);
    else sendPage(response, 200, returnPage(attempt, way));
  });

  router.post(
    "/:id",
    express.urlencoded({ extended: false, limit: MAX_BODY_BYTES }),
    (request, response) => {
      const attempt = find(request.params.id, response);
      if (attempt === undefined) return;
      const page = `/card/${attempt.checkoutId}`;
      const form = readCardForm(request.body);
      if (form === undefined || !isOpen(attempt)) {
        response.redirect(303, page);
        return;
      }
      if (form.action === "cancel") {
        response.redirect(303, `${page}/cancel`);
        return;
      }
      const errors = checkCard(form, new Date());
      if (form.action === "pay" && Object.keys(errors).length > 0) {
        sendPage(response, 422, cardPage(attempt, form, errors));
        return;
      }
      const outcome = form.action === "pay" ? "paid" : "declined";
      decisions.decide(attempt.originatorConversationId, outcome);
      response.redirect(303, `${page}/return`);
    },
  );

  return router;
}

function isOpen(attempt: CheckoutAttempt): boolean {
  return stateOf(attempt) === "pending";
}

/** Responds with 404 if there is none. */
function findCheckout(
  ledger: Ledger,
  checkoutId: string,
  response: Response,
): CheckoutAttempt | undefined {
  const attempt = ledger.find(
    (each) => each.kind === "checkout" && each.checkoutId === checkoutId,
  );
  if (attempt?.kind === "checkout") return attempt;
  sendPage(response, 404, unknownCardPage());
  return undefined;
}
