/** Answers 405 for addresses that exist, by another method (RFC 9110, section 15.5.6). */
import type { Router } from "express";
import { refuse } from "../../domain/errors.ts";
import { OWN_PATHS } from "./own-paths.ts";
import { sendProblem } from "./problem.ts";

/** Goes behind all routes: what arrives here was taken by none of them. */
export function addMethodNotAllowed(router: Router): void {
  for (const [path, methods] of Object.entries(OWN_PATHS)) {
    const allow = methods.join(", ");
    router.all(path, (req, res, next) => {
      // The right method for something that is not there.
      if (methods.includes(req.method)) {
        next();
        return;
      }
      res.setHeader("Allow", allow);
      sendProblem(
        res,
        refuse("method_not_allowed", `This address takes ${allow} only.`),
      );
    });
  }
}
