/** Turns a use case's result into Express's answer. */
import type { Response } from "express";
import type { Result } from "../../domain/errors.ts";
import { sendProblem } from "./problem.ts";

/** `status` with the value as JSON, or the refusal's problem document. */
export function sendResult<T>(
  res: Response,
  status: number,
  result: Result<T>,
): void {
  if (!result.ok) {
    sendProblem(res, result);
    return;
  }
  res.status(status).set("Cache-Control", "no-store").json(result.value);
}
