/** Only the merchant's backend: `Authorization: Bearer <merchant key>`, compared in constant time. */
import type { NextFunction, Request, Response } from "express";
import { refuse } from "../../domain/errors.ts";
import { sendRefusal } from "../answer.ts";
import { bearerToken } from "../request.ts";

/** `isMerchantKey` must take the same time for every wrong key. Null where no merchant key is configured. */
export function requireMerchantKey(
  isMerchantKey: ((key: string) => boolean) | null,
) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const key = bearerToken(req);
    if (key === undefined) {
      sendRefusal(
        res,
        refuse(
          "merchant_key_missing",
          'Send the merchant key as "Authorization: Bearer …", from your backend only.',
        ),
      );
    } else if (isMerchantKey?.(key) === true) {
      next();
    } else {
      sendRefusal(
        res,
        refuse(
          "merchant_key_invalid",
          "This is not the merchant key of this relay.",
        ),
      );
    }
  };
}
