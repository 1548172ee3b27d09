/** Only the merchant's backend: `Authorization: Bearer <merchant key>`. */
import { refuse } from "../../domain/errors.ts";
import type { Middleware } from "../kit/middleware.ts";
import { sendProblem } from "../kit/problem.ts";
import { bearerToken } from "../kit/request.ts";

/**
 * `isMerchantKey` must take the same time for every wrong key; null where no merchant key is configured.
 * A right key always passes, also after many wrong ones from the same address: `countRefusal` bounds the
 * load that guessing makes. It is the key's length that makes guessing hopeless.
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
