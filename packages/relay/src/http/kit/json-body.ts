/** Reads JSON bodies; anything else is refused with a problem document. */
import type { IncomingMessage, ServerResponse } from "node:http";
import bodyParser from "body-parser";
import type { Log } from "../../ports/log.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Refused, Result } from "../../domain/errors.ts";
import { sendProblem } from "./problem.ts";

const JSON_LIMIT_BYTES = 64 * 1024;

const INTERNAL: Refused = refuse(
  "internal_error",
  "An unexpected error in the relay. The request can be repeated; `instance` identifies it.",
);

/** body-parser's error types. */
const BODY_ERRORS: Readonly<Record<string, Refused>> = {
  "entity.parse.failed": refuse("invalid_json", "The body is not valid JSON."),
  "entity.too.large": refuse(
    "body_too_large",
    `The body must be at most ${JSON_LIMIT_BYTES / 1024} KB.`,
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
    "The body's length doesn't match Content-Length.",
  ),
  "request.aborted": refuse("invalid_request", "The body is incomplete."),
};

const NOT_JSON = refuse(
  "unsupported_media_type",
  'Send JSON with "Content-Type: application/json".',
);

const UNREADABLE_BODY = refuse(
  "invalid_request",
  "The body doesn't match its headers.",
);

const parseJson: (
  req: IncomingMessage,
  res: ServerResponse,
  next: (error?: unknown) => void,
) => void = bodyParser.json({
  limit: JSON_LIMIT_BYTES,
  type: () => true,
  strict: false,
});

interface ReadRequest extends IncomingMessage {
  /** Set by this parser or by one of the host application. */
  readonly body?: unknown;
}

/**
 * Undefined if there is no body. A body must have the JSON content type, which also blocks plain HTML forms of other
 * sites.
 */
export function readJsonBody(
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Result<unknown>> {
  const { headers } = req;
  const hasBody =
    headers["transfer-encoding"] !== undefined ||
    Number(headers["content-length"] ?? 0) > 0;
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (hasBody && type.trim().toLowerCase() !== "application/json")
    return Promise.resolve(NOT_JSON);
  return new Promise((resolve, reject) => {
    parseJson(req, res, (error?: unknown) => {
      // Unexpected errors go to the common error handler.
      if (error === undefined) resolve(ok((req as ReadRequest).body));
      else if (error instanceof Error) reject(error);
      else reject(new Error("the body could not be read", { cause: error }));
    });
  });
}

const typeOf = (error: unknown): string =>
  error instanceof Error && "type" in error && typeof error.type === "string"
    ? error.type
    : "";

/** True for the errors of a body parser. */
export const isBodyError = (error: unknown): error is Error =>
  Object.hasOwn(BODY_ERRORS, typeOf(error));

/** An error without a `type` (for example a corrupt gzip) has a status meant for the caller. */
const isCallersFault = (error: unknown): boolean =>
  error instanceof Error &&
  "expose" in error &&
  error.expose === true &&
  "status" in error &&
  typeof error.status === "number" &&
  error.status >= 400 &&
  error.status < 500;

/** The store's errors are recognized by name, whichever adapter threw them. */
const isNamed = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

/** Maps a thrown error to a refusal without internal details. */
function toRefusal(error: unknown): Refused {
  const known = BODY_ERRORS[typeOf(error)];
  if (known !== undefined) return known;
  if (isNamed(error, "StoreError")) {
    return refuse(
      "store_unavailable",
      "The relay's database is not responding. Try again shortly.",
      { retryAfterSeconds: 5 },
    );
  }
  // A cursor that this relay did not issue.
  if (isNamed(error, "InvalidPageError"))
    return refuse("invalid_request", error.message);
  return isCallersFault(error) ? UNREADABLE_BODY : INTERNAL;
}

/** Sends the problem for a thrown error. The cause is logged unless it is the caller's mistake. */
export function sendError(log: Log, error: unknown, res: ServerResponse): void {
  const refused = toRefusal(error);
  if (refused === INTERNAL || refused.code === "store_unavailable")
    log.error({ err: error }, "a request failed");
  sendProblem(res, refused);
}
