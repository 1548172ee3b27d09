/** Authenticates the merchant's backend: `Authorization: Bearer <merchant key>`. */
import { refuse } from "../../domain/errors.ts";
import type { Middleware } from "../kit/middleware.ts";
import { sendProblem } from "../kit/problem.ts";
import { bearerToken } from "../kit/request.ts";

/**
 * `isMerchantKey` must take constant time; null if no merchant key is configured. A valid key always passes, even after
 * many wrong ones from the same address: `countRefusal` only limits the load of guessing. The key's length makes
 * guessing infeasible.
 */
export function requireMerchantKey(
  isMerchantKey: ((key: string) => boolean) | null,
  countRefusal: Middleware,
): Middleware {
  return (req, res, next) => {
    const key = bearerToken(req);
    if (key !== undefined && isMerchantKey?.(key) === true) {
      next();
      return;
    }
    countRefusal(req, res, () => {
      sendProblem(
        res,
        key === undefined
          ? refuse(
              "merchant_key_missing",
              'Send the merchant key as "Authorization: Bearer …", from your backend only.',
            )
          : refuse(
              "merchant_key_invalid",
              "This is not the merchant key of this relay.",
            ),
      );
    });
  };
}
