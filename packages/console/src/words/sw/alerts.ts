/** Swahili, of the messages to the people of the shop. */
import type { Words } from "../en.ts";

export const alerts: Words["alerts"] = {
  title: "Tahadhari",
  help: "Walichoambiwa watu wa duka, kwa barua pepe au webhook, katika siku 90 zilizopita. Nani anaambiwa, na kuhusu nini, kumo kwenye usanidi wa relay.",
  caption: "Tahadhari, mpya kwanza",
  empty: "Bado hakuna aliyeambiwa chochote.",
  what: "Nini",
  at: "Lini",
  state: "Hali",
  messages: "Kwa nani",
  types: {
    "order.paid": "Oda imelipwa",
    "order.review": "Oda inahitaji mtu",
    "payment.unmatched": "Malipo yasiyo na oda",
    "delivery.dead": "Webhook iliyoachwa",
    "provider.down": "Mtoa huduma hajibu",
    "provider.up": "Mtoa huduma anajibu tena",
    "reconciliation.difference":
      "Siku inatofautiana na kumbukumbu za mtoa huduma",
  },
  states: {
    waiting: "Itatumwa",
    sent: "Imetumwa",
    failed: "Imeachwa",
  },
  since: "tangu {time}",
  webhook: "Webhook",
  noMessages: "Inasubiri saa za utulivu ziishe, au nyingine za kwenda nayo",
  tries: "Majaribio: {count}.",
  status: "Msimbo {status}",
  test: "Tuma ujumbe wa majaribio",
  testing: "Inatuma…",
  testSent: "Umetumwa",
  testFailed: "Haukutumwa",
  problems: {
    provider_not_configured:
      "Hakuna anayeambiwa chochote. Anayeendesha relay lazima aweke MALIPO_ALERT_EMAIL au MALIPO_ALERT_WEBHOOK_URL.",
  },
};
