/**
 * Every address of the relay, with the methods it takes. An address that is not here belongs to whoever
 * mounts the relay. HEAD goes with GET everywhere.
 */
import { PROBLEM_CODES } from "@malipo/protocol";

const READ = ["GET", "HEAD"];

export const OWN_PATHS: Readonly<Record<string, readonly string[]>> = {
  "/v1/orders": ["POST"],
  "/v1/orders/:id": [...READ, "PATCH"],
  "/v1/orders/:id/token": ["POST"],
  "/v1/orders/:id/attempts": ["POST"],
  "/v1/orders/:id/attempts/:attemptId/check": ["POST"],
  "/v1/orders/:id/attempts/:attemptId/cancel": ["POST"],
  "/v1/orders/:id/events": READ,
  "/v1/payment-links/:id": READ,
  "/v1/merchant/orders": [...READ, "POST"],
  "/v1/merchant/orders/:id": READ,
  "/v1/merchant/orders/:id/cancel": ["POST"],
  "/v1/merchant/orders/:id/refunds": [...READ, "POST"],
  "/v1/merchant/orders/:id/refunds/:refundId": READ,
  "/v1/merchant/orders/:id/refunds/:refundId/reject": ["POST"],
  "/v1/merchant/payouts/:id": READ,
  "/v1/merchant/payouts/:id/reject": ["POST"],
  "/v1/merchant/bills/:id": READ,
  "/v1/merchant/routes": READ,
  "/v1/merchant/transfers/pending": READ,
  "/v1/merchant/transfers/:reference": READ,
  "/v1/merchant/transfers/:reference/accept": ["POST"],
  "/v1/merchant/transfers/:reference/reject": ["POST"],
  "/v1/merchant/unmatched-payments": READ,
  "/v1/merchant/payment-links": [...READ, "POST"],
  "/v1/merchant/payment-links/:id": [...READ, "PATCH"],
  "/v1/merchant/deliveries": READ,
  "/v1/merchant/deliveries/:id": READ,
  "/v1/merchant/deliveries/:id/redrive": ["POST"],
  "/callbacks/:provider/:attemptId": ["POST"],
  "/callbacks/almara/c2b": ["POST"],
  "/callbacks/flexpay": ["POST"],
  "/checkout/cart": ["POST"],
  "/return/:attemptId": [...READ, "POST"],
  "/cancel/:attemptId": [...READ, "POST"],
  "/livez": READ,
  "/readyz": READ,
  "/.well-known/jwks.json": READ,
  "/openapi.json": READ,
  "/widget/v1/:name": READ,
  "/pay/:id": READ,
  "/pay/assets/pay.css": READ,
  "/problems": READ,
  "/problems/:code": READ,
  "/problems/assets/problems.css": READ,
};

/** The path of the public URL, which all addresses of the relay lie below: "" or "/pay". */
export const basePathOf = (publicUrl: string): string =>
  new URL(publicUrl).pathname.replace(/\/$/, "");

/** As Express compares: in any letter case, with or without a slash at the end. */
const toPattern = (path: string): string =>
  path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+");

/** The merchant's side asks for its key before it tells what is there. */
const MERCHANT = "/v1/merchant(?:/.*)?";

const OWN = new RegExp(
  `^(?:${[...Object.keys(OWN_PATHS).map(toPattern), MERCHANT].join("|")})/?$`,
  "i",
);

/** Takes the path as it came, percent signs and all, so that it can't fail on a malformed one. */
export const isOwnPath = (path: string): boolean => OWN.test(path);

/**
 * What a relay claims that shares the root of somebody else's origin: ids and names have the shape of ours, and general
 * names ("/livez", "/checkout/cart") are the host's.
 */
const AT_ROOT_NOT_OURS: readonly string[] = [
  "/checkout/cart",
  "/livez",
  "/readyz",
  "/.well-known/jwks.json",
  "/openapi.json",
  "/problems",
];
const ORDER = "ord_[\\w-]{22}";
const LINK = "pl_[\\w-]{22}";
const ATTEMPT = "[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}";
/** What stands for a parameter, by the beginning of its path. */
const SHAPES: readonly (readonly [path: RegExp, shape: string])[] = [
  [/^\/v1\/(?:merchant\/)?orders\/:id/, ORDER],
  [/^\/(?:v1\/(?:merchant\/)?payment-links|pay)\/:id/, LINK],
  [/^\/(?:v1\/orders\/:id\/attempts|return|cancel)\/:attemptId/, ATTEMPT],
  [/^\/callbacks\/:provider/, "almara"],
  [/^\/widget\/v1\/:name/, "malipo\\.[\\w.]+"],
  [/^\/problems\/:code/, `(?:${PROBLEM_CODES.join("|")})`],
];
const ANYTHING = "[^/]+";

function shapeOf(path: string, end: number): string {
  const known = SHAPES.find(([pattern]) => {
    const match = pattern.exec(path);
    return match !== null && match[0].length === end;
  });
  return known?.[1] ?? ANYTHING;
}

const CLAIMS = Object.entries(OWN_PATHS)
  .filter(([path]) => !AT_ROOT_NOT_OURS.includes(path))
  .map(([path, methods]) => {
    const shaped = path.replaceAll(/:\w+|\./g, (part, at: number) =>
      part === "." ? "\\." : shapeOf(path, at + part.length),
    );
    return { methods, pattern: new RegExp(`^${shaped}/?$`, "i") };
  });
const PREFLIGHTED = /^\/v1\/(?:orders|payment-links)(?:\/|$)/i;

/** Whether a relay at the root of a host's origin answers this. Where nothing of this id exists it still passes on. */
export function isClaimedAtRoot(
  method: string,
  path: string,
  isPreflight: boolean,
): boolean {
  return CLAIMS.some(
    ({ methods, pattern }) =>
      pattern.test(path) &&
      (methods.includes(method) || (isPreflight && PREFLIGHTED.test(path))),
  );
}

/** Where providers send their callbacks, by POST. */
export const isCallbackPath = (path: string): boolean =>
  /^\/(?:callbacks\/(?:[^/]+\/[^/]+|flexpay)|checkout\/cart)$/.test(path);
