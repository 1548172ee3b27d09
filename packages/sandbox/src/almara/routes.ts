/** GET /v1/transaction-routes/assigned-routes: https://docs.transalink.io/find-transaction-routes-34512097e0 */
import { jsonResponse } from "../web/response.ts";
import type { Handler } from "./lib/endpoint.ts";

const MPESA_ROUTE_ID = "F0AEFE34-3FC5-F011-BBC1-0E7D952D79B7";

export interface RoutesOptions {
  readonly cardRouteId: string;
  readonly cardChannelType: number;
}

export function routesHandler(options: RoutesOptions): Handler {
  const routes = [
    toRoute("6", "Card Checkout", {
      id: options.cardRouteId,
      channelType: options.cardChannelType,
      channelDescription: "Card",
    }),
    toRoute("2", "Mobile Money", {
      id: MPESA_ROUTE_ID,
      channelType: 1,
      channelDescription: "M-PESA",
    }),
  ];
  return () => jsonResponse(200, { routes });
}

function toRoute(
  category: string,
  categoryDescription: string,
  channel: { id: string; channelType: number; channelDescription: string },
) {
  const { id, channelType, channelDescription } = channel;
  return {
    id,
    category,
    categoryDescription,
    categoryIsEnabled: true,
    transactionTypeId: "00000000-0000-0000-0000-000000000000",
    routeIntergration: "Sandbox",
    country: "Kenya",
    routeIsActive: true,
    channelTypes: [{ channelType, channelDescription }],
  };
}
