/** Swahili, of the page about payouts and bill payments. */
import type { Words } from "../en.ts";

export const payouts: Words["payouts"] = {
  title: "Malipo ya nje na bili",
  help: "Tafuta malipo uliyotuma au malipo ya bili kwa id ambayo mfumo wako uliyapa kwa mtoa huduma. Husomwa kwake kila mara.",
  kind: "Aina",
  payout: "Malipo ya nje",
  bill: "Malipo ya bili",
  id: "originatorConversationId",
  missing: "Weka id.",
  find: "Tafuta",
  again: "Angalia tena",
  copyId: "Nakili id",
  readAt: "Ilisomwa {time}",
  status: {
    pending: "Inasubiri",
    paid: "Imelipwa",
    failed: "Imeshindikana",
    rejected: "Imezuiwa",
    timed_out: "Bado hakuna jibu",
    unknown: "Haijulikani",
    mixed: "Mistari inatofautiana",
  },
  meaning: {
    pending: "Yako kwenye foleni au yanashughulikiwa. Bado yanaweza kuzuiwa.",
    paid: "Mpokeaji amepata pesa.",
    failed: "Hakuna kilichotumwa.",
    rejected: "Yalizuiwa. Hakuna kilichotumwa.",
    timed_out:
      "Mtoa huduma hakupata jibu kwa wakati. Huenda pesa zimetumwa: usilipe tena kabla hujajua. Angalia tena baadaye.",
    unknown:
      "Mtoa huduma anatoa hali ambayo haimo kwenye nyaraka zake. Usilipe tena: muulize mtoa huduma.",
    mixed:
      "Baadhi ya wapokeaji wana matokeo tofauti na wengine. Angalia kila mmoja.",
  },
  billMeaning: {
    pending: "Iko kwenye foleni au inashughulikiwa.",
    paid: "Bili imelipwa.",
    failed: "Bili haikulipwa.",
    rejected: "Ilizuiwa. Bili haikulipwa.",
    timed_out:
      "Mtoa huduma hakupata jibu kwa wakati. Huenda bili imelipwa: usilipe tena kabla hujajua. Angalia tena baadaye.",
    unknown:
      "Mtoa huduma anatoa hali ambayo haimo kwenye nyaraka zake. Usilipe tena: muulize mtoa huduma.",
  },
  advice: {
    none: "Hakuna la kufanya.",
    retry_with_new_id: "Unaweza kulipa tena, kwa id mpya.",
    retry_with_same_id: "Unaweza kulipa tena, kwa id ileile.",
    query_again: "Angalia tena baadaye. Usilipe tena kabla hujajua.",
    do_not_retry:
      "Usilipe tena kama yalivyo: kwanza rekebisha anachokitaja mtoa huduma.",
    ask_the_provider: "Muulize mtoa huduma.",
  },
  whatToDo: "La kufanya",
  details: "Maelezo",
  providerId: "Id ya mtoa huduma",
  processed: "Imeshughulikiwa na mtoa huduma",
  yes: "Ndiyo",
  no: "Hapana",
  remarks: "Maoni",
  lines: "Wapokeaji",
  recipient: "Mpokeaji",
  account: "Akaunti",
  amount: "Kiasi",
  fee: "Ada",
  result: "Matokeo",
  code: "Msimbo {code}",
  reference: "Kumbukumbu",
  trackingNumber: "Namba ya ufuatiliaji",
  receipt: "Risiti",
  at: "Badiliko la mwisho",
  balances: "Salio lako",
  balanceHelp: "Kama mtoa huduma anavyoripoti pamoja na malipo yaliyolipwa.",
  working: "Akaunti ya kazi",
  utility: "Akaunti ya huduma",
  wallet: "Pochi",
  reject: "Zuia malipo",
  rejectTitle: "Uzuie malipo {id}?",
  rejectText:
    "Mtoa huduma ataombwa asitume kile ambacho bado hakijatumwa. Mistari iliyolipwa itabaki imelipwa. Haiwezi kurudishwa: ili kulipa baada ya hapo, fanya malipo mapya.",
  rejected: "Malipo yalizuiwa.",
  rejectedSome: "Mistari {count} kati ya {all} ilizuiwa.",
  notRejected: "Haikuzuiwa: {reason}",
  mayNot: "Ili kuyazuia, ingia kwa ufunguo wenye ruhusa money_out.",
  bills: {
    amount: "Kiasi",
    due: "Kiasi kinachodaiwa",
    dueDate: "Tarehe ya mwisho",
    service: "Huduma",
    account: "Namba ya akaunti",
    accountName: "Jina la akaunti",
    customer: "Mteja",
    phone: "Simu",
    narration: "Maelezo ya malipo",
    description: "Mtoa huduma anasema",
    paidAt: "Ililipwa",
    receivedAt: "Ilipokelewa na mtoa huduma",
  },
  problems: {
    not_found: "Mtoa huduma hajui chochote chenye id hii. Hakiki tahajia yake.",
    provider_not_configured:
      "Relay hii haina mtoa huduma wa jambo hili. Anayeendesha relay lazima aweke vigezo vyake.",
    provider_unavailable:
      "Mtoa huduma hajibu sasa. Hakuna kilichofanyika. Jaribu tena baada ya muda mfupi.",
    provider_busy:
      "Mtoa huduma hapokei maswali zaidi kwa sasa. Hakuna kilichofanyika. Jaribu tena hivi karibuni.",
    provider_refused: "Mtoa huduma amekataa.",
    provider_conflict: "Ni kuchelewa mno, au mapema mno, kwa jambo hilo.",
    provider_outcome_unknown:
      "Haijulikani kama mtoa huduma amelifanya. Angalia malipo tena kabla ya kurudia.",
  },
};
