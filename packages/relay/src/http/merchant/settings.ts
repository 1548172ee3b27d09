/** What the relay was started with. */
import { settingsSchema } from "@malipo/protocol/merchant";
import { ok } from "../../domain/errors.ts";
import { json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

export const SETTINGS_ROUTES: readonly Route[] = [
  route({
    id: "readSettings",
    method: "GET",
    path: "/v1/merchant/settings",
    access: "merchantKey",
    scope: "admin",
    summary:
      "Read the relay's configuration, its versions, and the addresses to register with the providers",
    description:
      "As the relay understood its variables when it started; of a secret only that it is set. An address that has a secret part comes without it: `malipo doctor --addresses` on the relay's machine shows it whole.",
    responses: {
      200: json("The settings.", settingsSchema, {
        livemode: true,
        publicUrl: "https://pay.shop.example",
        versions: {
          relay: "0.1.0",
          widget: "0.1.0",
          node: "24.11.0",
          database: "PostgreSQL 18.4 at db.example:5432/malipo",
          schema: 27,
        },
        providers: [
          {
            id: "examplepay",
            title: "Example Pay",
            configured: true,
            livemode: true,
            methods: [{ id: "mpesa", title: "M-Pesa", offered: true }],
          },
        ],
        addresses: [
          {
            provider: "examplepay",
            title: "Example Pay, payment notification",
            url: "https://pay.shop.example/callbacks/examplepay/c2b",
            secret: true,
          },
        ],
        variables: [
          {
            name: "MALIPO_PORT",
            group: "Network and logging",
            about:
              "The port for browsers and the providers. 0 picks a free port.",
            set: false,
            value: "4001",
          },
        ],
      }),
    },
    handle: async ({ readSettings }) => ok(await readSettings()),
  }),
];
