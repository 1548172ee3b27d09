/** Turns a use case's result into an HTTP answer. */
import type { ServerResponse } from "node:http";
import type { Response } from "express";
import type { Refused, Result } from "../domain/errors.ts";
import { sendProblem } from "./problem.ts";

/** Answers a refusal on any kind of response, Express's or bare. */
export function sendRefusal(res: ServerResponse, refused: Refused): void {
  sendProblem(res, refused);
}

/** `status` with the value as JSON, or the refusal's problem document. */
export function sendResult<T>(
  res: Response,
  status: number,
  result: Result<T>,
): void {
  if (!result.ok) {
    sendRefusal(res, result);
    return;
  }
  res.status(status).set("Cache-Control", "no-store").json(result.value);
}
