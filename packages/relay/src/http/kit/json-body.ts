/** Reads JSON bodies; anything else is refused in words. */
import type { ServerResponse } from "node:http";
import express from "express";
import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Log } from "../../ports/log.ts";
import { refuse } from "../../domain/errors.ts";
import type { Refused } from "../../domain/errors.ts";
import { sendProblem } from "./problem.ts";

const JSON_LIMIT_BYTES = 64 * 1024;

const INTERNAL: Refused = refuse(
  "internal_error",
  "The request failed inside the relay and may be sent again. Its id is in `instance`.",
);

/** body-parser names most of what can go wrong in `type`. */
const BODY_ERRORS: Readonly<Record<string, Refused>> = {
  "entity.parse.failed": refuse("invalid_json", "The body is not valid JSON."),
  "entity.too.large": refuse(
    "body_too_large",
    `A body is at most ${JSON_LIMIT_BYTES / 1024} KB.`,
  ),
  "encoding.unsupported": refuse(
    "unsupported_media_type",
    "The body's encoding is not supported.",
  ),
  "charset.unsupported": refuse(
    "unsupported_media_type",
    "Send JSON in UTF-8.",
  ),
  "request.size.invalid": refuse(
    "invalid_request",
    "The body is not as long as Content-Length says.",
  ),
  "request.aborted": refuse(
    "invalid_request",
    "The body ended before all of it had come.",
  ),
};

const UNREADABLE_BODY = refuse(
  "invalid_request",
  "The body can't be read as its headers describe it.",
);

/** Bodies must say that they are JSON, which also keeps plain HTML forms of other sites out. */
const requireJson: RequestHandler = (req, res, next) => {
  const hasBody =
    req.headers["transfer-encoding"] !== undefined ||
    Number(req.headers["content-length"] ?? 0) > 0;
  if (hasBody && req.is("application/json") === false) {
    sendProblem(
      res,
      refuse(
        "unsupported_media_type",
        'Send JSON with "Content-Type: application/json".',
      ),
    );
    return;
  }
  next();
};

export const readJsonBody: readonly RequestHandler[] = [
  requireJson,
  express.json({
    limit: JSON_LIMIT_BYTES,
    type: "application/json",
    strict: false,
  }),
];

const typeOf = (error: unknown): string =>
  error instanceof Error && "type" in error && typeof error.type === "string"
    ? error.type
    : "";

/** True for what a body parser says of a body that it could not read. */
export const isBodyError = (error: unknown): error is Error =>
  Object.hasOwn(BODY_ERRORS, typeOf(error));

/** What has no `type` (a corrupt gzip, say) has at least a status that is meant for the caller. */
const isCallersFault = (error: unknown): boolean =>
  error instanceof Error &&
  "expose" in error &&
  error.expose === true &&
  "status" in error &&
  typeof error.status === "number" &&
  error.status >= 400 &&
  error.status < 500;

/** Errors of the store are known by their names, whichever adapter threw them. */
const isNamed = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

/** What a thrown error is to the outside: nothing of the inside but its kind. */
function toRefusal(error: unknown): Refused {
  const known = BODY_ERRORS[typeOf(error)];
  if (known !== undefined) return known;
  // A path that is no UTF-8 names nothing.
  if (error instanceof URIError)
    return refuse("not_found", "There is nothing here.");
  if (isNamed(error, "StoreError")) {
    return refuse(
      "store_unavailable",
      "The relay's store does not answer. Try again a little later.",
      { retryAfterSeconds: 5 },
    );
  }
  // A cursor that this relay never gave out.
  if (isNamed(error, "InvalidPageError"))
    return refuse("invalid_request", error.message);
  return isCallersFault(error) ? UNREADABLE_BODY : INTERNAL;
}

/** Answers an error that was thrown: the cause goes to the log unless it lies with the caller, the kind to the caller. */
export function sendError(log: Log, error: unknown, res: ServerResponse): void {
  const refused = toRefusal(error);
  if (refused === INTERNAL || refused.code === "store_unavailable")
    log.error({ err: error }, "a request failed");
  sendProblem(res, refused);
}

/** The one error handler of the routes. */
export function createErrorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) next(error);
    else sendError(log, error, res);
  };
}
