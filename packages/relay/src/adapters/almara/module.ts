/** The provider module of Almara Pay. */
import { isLiveSystem } from "../environment/test-system.ts";
import { defineProvider } from "../provider-module.ts";
import { almaraChecks } from "./checks.ts";
import { createAlmara } from "./create-almara.ts";
import { ALMARA_INBOUND } from "./inbound.ts";
import { ALMARA_METHODS } from "./payments/methods.ts";
import {
  ALMARA_REQUIREMENTS,
  ALMARA_VARIABLES,
  checkLimits,
} from "./variables.ts";

const ACCOUNT = [
  "ALMARA_API_URL",
  "ALMARA_TOKEN_URL",
  "ALMARA_CLIENT_ID",
  "ALMARA_CLIENT_SECRET",
];

export const almara = defineProvider({
  id: "almara",
  title: "Almara Pay",
  about:
    "Set the first four together, then what each method needs. Cards: the route, its channel type and the hosts. M-Pesa and Airtel Money: a short code each. Paybill: the paybill number. Refunds: the payout route and its channel type.",
  variables: ALMARA_VARIABLES,
  requirements: ALMARA_REQUIREMENTS,
  sandbox: (address) => ({
    ALMARA_API_URL: address,
    ALMARA_TOKEN_URL: `${address}/connect/token`,
    ALMARA_CLIENT_ID: "sandbox-client",
    ALMARA_CLIENT_SECRET: "sandbox-secret",
    ALMARA_SHORT_CODE: "880047",
    ALMARA_CARD_ROUTE_ID: "DED81224-70B6-ED11-AD49-0EE00E897F52",
    ALMARA_CARD_CHANNEL_TYPE: "172",
    ALMARA_CHECKOUT_HOSTS: new URL(address).host,
  }),
  timeZone: "Africa/Nairobi",
  methods: ALMARA_METHODS,
  inbound: ALMARA_INBOUND,
  services: {
    payouts: [
      ...ACCOUNT,
      "ALMARA_PAYOUT_ROUTE_ID",
      "ALMARA_PAYOUT_CHANNEL_TYPE",
    ],
    bills: ACCOUNT,
    routes: ACCOUNT,
    linkMirror: [...ACCOUNT, "ALMARA_SHORT_CODE"],
  },
  check: checkLimits,
  liveBy: ["ALMARA_API_URL", "ALMARA_ENVIRONMENT"],
  isLive: ({ environment, apiUrl }) => isLiveSystem(environment, apiUrl),
  open(values, { promptSeconds, ...deps }) {
    const settings = { ...values, promptSeconds };
    const opened = createAlmara(settings, deps);
    const { provider, payouts, bills, routes, linkMirror, checkHealth } =
      opened;
    return {
      provider,
      services: { payouts, bills, routes, linkMirror },
      checkHealth,
      checks: almaraChecks(opened, settings),
    };
  },
});
