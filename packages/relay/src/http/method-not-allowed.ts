/** Answers 405 for addresses that exist, by another method (RFC 9110, section 15.5.6). */
import type { Router } from "express";
import { refuse } from "../domain/errors.ts";
import { sendProblem } from "./problem.ts";

const ROUTES: Readonly<Record<string, string>> = {
  "/v1/orders": "POST",
  "/v1/orders/:id": "GET, PATCH",
  "/v1/orders/:id/token": "POST",
  "/v1/orders/:id/attempts": "POST",
  "/v1/orders/:id/attempts/:attemptId/check": "POST",
  "/v1/orders/:id/attempts/:attemptId/cancel": "POST",
  "/v1/orders/:id/events": "GET",
  "/v1/payment-links/:id": "GET",
  "/v1/merchant/orders": "GET, POST",
  "/v1/merchant/orders/:id": "GET",
  "/v1/merchant/payment-links": "GET, POST",
  "/v1/merchant/payment-links/:id": "GET, PATCH",
  "/callbacks/almara/:attemptId": "POST",
  "/checkout/cart": "POST",
  "/return/:attemptId": "GET, POST",
  "/cancel/:attemptId": "GET, POST",
};

/** Goes behind all routes: what arrives here was taken by none of them. */
export function addMethodNotAllowed(router: Router): void {
  for (const [path, methods] of Object.entries(ROUTES)) {
    router.all(path, (_req, res) => {
      res.setHeader("Allow", methods);
      sendProblem(
        res,
        refuse("method_not_allowed", `This address takes ${methods} only.`),
      );
    });
  }
}
