/** What all control calls share: reading bodies and limits, and saying no. */
import type { Request, Response } from "express";
import type { ZodError } from "zod";
import { z } from "zod";

const MAX_LISTED = 1_000;
const DEFAULT_LISTED = 100;

export function refuse(
  response: Response,
  status: number,
  error: string,
  message: string,
  accepted?: readonly string[],
): void {
  response.status(status).json({ error, message, accepted });
}

/** `what`: a word for what is asked for, such as "payment". */
export function refuseUnknown(response: Response, what: string): void {
  refuse(response, 404, `unknown_${what}`, `There is no ${what} of this id.`);
}

export function refuseWord(
  response: Response,
  member: string,
  accepted: readonly string[],
): void {
  const message = `"${member}" is not one of: ${accepted.join(", ")}.`;
  refuse(response, 400, `unknown_${member}`, message, accepted);
}

export function refuseBody(
  response: Response,
  error: ZodError,
  accepted: readonly string[],
): void {
  refuse(response, 400, "invalid_body", z.prettifyError(error), accepted);
}

/** The members of a JSON object that has no other ones; refuses and returns undefined when it is none such. */
export function readMembers(
  body: unknown,
  names: readonly string[],
  response: Response,
): Readonly<Record<string, unknown>> | undefined {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  const strange = Object.keys(read.data ?? {}).filter(
    (name) => !names.includes(name),
  );
  if (read.success && strange.length === 0) return read.data;
  const message = read.success
    ? `Unknown member: ${strange.join(", ")}.`
    : "The body is not a JSON object sent as application/json.";
  refuse(response, 400, "invalid_body", message, names);
  return undefined;
}

/** How many of a list are shown. */
export function readLimit(request: Request): number {
  const asked = Number(request.query["limit"] ?? DEFAULT_LISTED);
  const limit = Number.isInteger(asked) && asked > 0 ? asked : DEFAULT_LISTED;
  return Math.min(limit, MAX_LISTED);
}
