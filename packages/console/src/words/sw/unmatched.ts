/** Swahili, of the payments that came without an order. */
import type { Words } from "../en.ts";

export const unmatched: Words["unmatched"] = {
  title: "Malipo yasiyo na oda",
  help: "Pesa zilizofika kwa akaunti isiyo ya oda yoyote, au kwa kiungo cha malipo kilichokwisha kutumika, na uamuzi uliofanywa.",
  caption: "Malipo yasiyo na oda, mapya kwanza",
  empty: "Kila malipo yana oda yake.",
  emptyFiltered: "Hakuna malipo yaliyo katika hali hii.",
  all: "Yote, pamoja na yaliyoamuliwa",
  payment: "Malipo",
  account: "Akaunti",
  usedUpLink: "Kiungo cha malipo kilichokwisha kutumika",
  noAccount: "Hakuna akaunti",
  state: "Hali",
  states: {
    open: "Wazi",
    assigned: "Yamepewa oda",
    dismissed: "Yameondolewa",
  },
  toOrder: "Oda yake",
  came: "Yalifika",
  actions: "Vitendo",
  assignOne: "Yape oda: risiti {id}",
  dismissOne: "Ondoa: risiti {id}",
  dismissText:
    "Hayatamhitaji mtu tena, na bado yanaweza kupewa oda hapa. Hakuna kinachorudishwa: fanya hivyo kwanza kwenye tovuti ya mtoa huduma, kama kinadaiwa.",
  raw: "Ujumbe wa mtoa huduma",
  rawEmpty: "Hautunzwi tena.",
  copyRaw: "Nakili ujumbe wa mtoa huduma",
};
