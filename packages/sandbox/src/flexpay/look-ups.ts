/** GET /v1/tags/{tag} and GET /v1/keys/idaas, without a token, and GET /v1/wallet. */
import type { Directory } from "./applications.ts";
import type { RequestKey } from "./encryption.ts";
import type { Handler, PublicHandler } from "./endpoint.ts";
import { dataResponse, refusalResponse } from "./envelope.ts";
import { currency, findParty } from "./initiate.ts";
import { toJsonAmount } from "./money.ts";
import type { Wallets } from "./wallets.ts";

/** The members are not documented; their names follow the provider's other objects. */
export function tagHandler(directory: Directory): PublicHandler {
  return (request) => {
    const { tag } = request.params;
    const found = findParty(directory, typeof tag === "string" ? tag : "");
    if (!found.ok) return refusalResponse(found.code);
    const { account } = found.party;
    return dataResponse(200, "Tag retrieved", {
      id: account.id,
      tagString: account.name,
      address: account.address,
      displayName: account.displayName,
      applicationId: account.application.id,
      applicationName: account.application.name,
    });
  };
}

/** One key, not a set: https://docs.yourflexpay.com/api-reference/encryption/get-the-idaas-public-encryption-key */
export function keyHandler(key: RequestKey): PublicHandler {
  return () => dataResponse(200, "Key retrieved", key.toJson());
}

/** The documented wallet has one currency; `?currency=` selects one other than NGN. */
export function walletHandler(wallets: Wallets): Handler {
  return (request, caller) => {
    const asked = currency.safeParse(request.query["currency"] ?? "NGN");
    if (!asked.success)
      return refusalResponse("VALIDATION_ERROR", ["currency: three capitals"]);
    const wallet = wallets.read(caller, asked.data);
    return dataResponse(200, "Wallet retrieved", {
      id: wallet.id,
      applicationId: caller.id,
      applicationName: caller.name,
      currency: asked.data,
      balance: toJsonAmount(wallet.units),
      totalDebited: toJsonAmount(wallet.debitedUnits),
      totalCredited: toJsonAmount(wallet.creditedUnits),
      createdAt: wallet.createdAt.toISOString(),
      updatedAt: wallet.updatedAt.toISOString(),
    });
  };
}
