/** Swahili, of the page with the exports. */
import type { Words } from "../en.ts";

export const exports: Words["exports"] = {
  title: "Hamisha data",
  help: "Faili ya CSV kwa lahajedwali au hesabu zako, za zamani kwanza. Saa ni za eneo la duka ({timeZone}), pamoja na UTC.",
  what: "Nini",
  kinds: {
    orders: "Oda",
    refunds: "Marejesho",
    "unmatched-payments": "Malipo yasiyo na oda",
    deliveries: "Webhook zilizotumwa",
    "audit-log": "Kumbukumbu za ukaguzi",
  },
  needsAdmin: "zinahitaji ruhusa admin",
  days: "Siku zipi",
  from: "Kuanzia",
  to: "Hadi, pamoja nayo",
  thisMonth: "Mwezi huu",
  lastMonth: "Mwezi uliopita",
  wrongDays: "Chagua siku mbili, ya kwanza isiwe baada ya ya mwisho.",
  download: "Pakua",
  stop: "Simamisha",
  loading: "Inapakua {file}: {size} hadi sasa.",
  begun: "Upakuaji umeanza.",
  done: "{file} imepakuliwa: {size}.",
  stopped: "Upakuaji ulisimamishwa. Hakuna faili iliyohifadhiwa.",
  brokeOff:
    "Upakuaji ulikatika na haukukamilika. Hakuna faili iliyohifadhiwa. Jaribu tena.",
};
