import type { Words } from "../en.ts";

export const reconciliation: Words["reconciliation"] = {
  title: "Ulinganisho",
  intro:
    "Kila usiku relay humuuliza tena mtoa huduma kuhusu siku iliyoisha, hupokea anachosema, na huorodhesha hapa pale anaposema jambo tofauti.",
  caption: "Siku zilizolinganishwa, mpya kwanza",
  empty:
    "Hakuna siku iliyolinganishwa bado. Ya kwanza italinganishwa usiku huu.",
  state: "Hali",
  compared: "Zilizolinganishwa",
  doneOf: "{done} kati ya {total}",
  open: "Wazi",
  resolved: "Zimetatuliwa",
  ended: "Iliisha",
  started: "Ilianza",
  compare: "Linganisha",
  again: "Linganisha tena",
  againTitle: "Ulinganishe {day}?",
  againText:
    "Mtoa huduma ataulizwa tena kuhusu kila malipo na kila rejesho la siku hiyo. Anachosema kinaweza kulipa oda, kama kawaida.",
  begun: "Siku inalinganishwa.",
  endedNews: "Siku imelinganishwa. Tofauti zilizo wazi: {count}.",
  dayTitle: "Ulinganisho wa {day}",
  back: "Siku zote",
  run: "Mara ya mwisho",
  attempts: "Malipo yaliyoulizwa",
  refunds: "Marejesho yaliyoulizwa",
  notAsked: "Hayakuulizwa (paybill)",
  timeZone: "Saa za eneo",
  progress: "{done} kati ya {total} zimelinganishwa",
  givenUpHelp:
    "Mtoa huduma hakujibu kwa saa sita. Usiku ujao utalinganisha siku hii tena.",
  differences: "Tofauti",
  noDifferences: "Relay na mtoa huduma wanakubaliana.",
  noneYet: "Hakuna iliyopatikana hadi sasa.",
  show: "Onyesha",
  cause: "Kilicho tofauti",
  refund: "Rejesho",
  here: "Hapa",
  atProvider: "Kwa mtoa huduma",
  states: {
    running: "Inaendelea",
    finished: "Imelinganishwa",
    given_up: "Imeachwa",
  },
  causes: {
    paid_at_provider_not_here: "Imelipwa kwa mtoa huduma, si hapa",
    paid_here_not_at_provider: "Imelipwa hapa, si kwa mtoa huduma",
    amount_differs: "Kiasi kingine",
    receipt_differs: "Risiti nyingine",
    unknown_to_provider: "Mtoa huduma haijui",
    refund_differs: "Rejesho ni tofauti",
    no_answer: "Hakuna jibu",
    provider_not_configured: "Mtoa huduma hajawekwa",
  },
  help: {
    paid_at_provider_not_here:
      "Ikiwa imepokelewa, oda imelipwa sasa: peleka bidhaa au rejesha pesa. Ikiwa sivyo, risiti yake inahesabiwa kwa oda nyingine.",
    paid_here_not_at_provider:
      "Itafute kwenye tovuti ya mtoa huduma kabla ya kupeleka bidhaa.",
    amount_differs: "Malizana na mnunuzi kiasi kilichobaki, au rejesha pesa.",
    receipt_differs: "Angalia kwenye tovuti kama kuna aliyelipa mara mbili.",
    unknown_to_provider:
      "Hakikisha akaunti ni ile ile ya siku hiyo, kisha muulize mtoa huduma.",
    refund_differs: "Itafute kwenye tovuti kabla ya kutuma pesa tena.",
    no_answer: "Usiku ujao utauliza tena.",
    provider_not_configured:
      "Linganisha na taarifa ya mtoa huduma, au mweke tena.",
  },
  says: {
    paid: "Imelipwa",
    not_paid: "Haijalipwa",
    pending: "Si ya mwisho",
    unknown: "Haijulikani",
    no_answer: "Hakuna jibu",
  },
  resolutions: { taken_in: "Imepokelewa", gone: "Haipo tena" },
};
