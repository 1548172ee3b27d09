/** Shared by all control calls: reading bodies and limits, and error responses. */
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

/** `what`: the kind of object, such as "payment". */
export function refuseUnknown(response: Response, what: string): void {
  refuse(response, 404, `unknown_${what}`, `There is no ${what} with this id.`);
}

export function refuseUnknownValue(
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

/** Returns the members of a JSON object; rejects other bodies and unknown members, and returns undefined. */
export function readMembers(
  body: unknown,
  names: readonly string[],
  response: Response,
): Readonly<Record<string, unknown>> | undefined {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  const unknown = Object.keys(read.data ?? {}).filter(
    (name) => !names.includes(name),
  );
  if (read.success && unknown.length === 0) return read.data;
  const message = read.success
    ? `Unknown member: ${unknown.join(", ")}.`
    : "The body is not a JSON object sent as application/json.";
  refuse(response, 400, "invalid_body", message, names);
  return undefined;
}

/** The maximum number of items to list. */
export function readLimit(request: Request): number {
  const asked = Number(request.query["limit"] ?? DEFAULT_LISTED);
  const limit = Number.isInteger(asked) && asked > 0 ? asked : DEFAULT_LISTED;
  return Math.min(limit, MAX_LISTED);
}
