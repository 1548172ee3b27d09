import type { Words } from "../en.ts";

export const attention: Words["attention"] = {
  title: "Vinavyohitaji mtu",
  intro:
    "Yale ambayo relay haiwezi kuamua yenyewe. Mapya yanaonekana hapa yenyewe.",
  news: "Mapya hapa: {count}",
  more: "Yote ni {count}. Mapya zaidi yanaonyeshwa.",
  moreAbove: "Yote ni {count}, ambayo yanahitaji pia kukaguliwa.",
  lacks:
    "Ufunguo wako hauna ruhusa {scope}, kwa hiyo baadhi ya hatua hazionyeshwi hapa.",
  refunded: "{amount} kati yake zimerudishwa au ziko njiani kurudi.",
  open: "Fungua oda",
  openMeans:
    "Huonyesha yote yaliyoripotiwa, ili kulinganisha na taarifa ya mtoa huduma.",
  check: "Muulize mtoa huduma sasa",
  checkMeans: "Akiwa na jibu sasa, oda italifuata.",
  reviews: "Malipo ya kukagua",
  reviewsNone: "Hakuna malipo yanayohitaji kukaguliwa.",
  reasons: {
    amount_mismatch:
      "Kiasi au sarafu nyingine kuliko ya oda ililipwa. Oda haihesabiwi kuwa imelipwa kwa hayo.",
    amount_disputed:
      "Mtoa huduma alitaja viasi viwili tofauti kwa malipo mamoja, kwa hiyo kilicholipwa hakijulikani kwa hakika.",
    receipt_used:
      "Mtoa huduma alitaja risiti ambayo tayari inahesabiwa kwa oda nyingine.",
    contradicted: "Mtoa huduma alisema imelipwa na pia kwamba haijalipwa.",
    no_result:
      "Mtoa huduma hakutoa matokeo kwa saa 72, na relay imeacha kuuliza.",
    part_paid: "Kiasi kidogo kuliko cha oda kililipwa.",
  },
  reviewTodo:
    "Tafuta malipo hayo kwenye mfumo wa mtoa huduma. Kisha tuma bidhaa, omba kilichobaki, au rudisha pesa huko.",
  resolve: "Weka kuwa imemalizwa",
  resolveMeans:
    "Inaondoka kwenye ukurasa huu pamoja na maelezo yako. Oda inabaki na alama yake kwa kumbukumbu zako, na inarudi kukitokea jambo jipya kwenye malipo yake.",
  resolveTitle: "Suala la {reference} limekwisha?",
  resolveText:
    "Inaondoka kwenye ukurasa huu. Hakuna pesa zinazolipwa wala kurudishwa kwa hatua hii: fanya hivyo kwanza, kama zinadaiwa.",
  resolveNote: "Ulichokikuta na ulichofanya, kwa kumbukumbu zako",
  settledBefore: "Ilimalizwa awali: {note}",
  resolved: "Oda imewekwa kuwa imemalizwa.",
  overpaid: "Oda zilizolipwa zaidi",
  overpaidNone: "Hakuna oda iliyolipwa zaidi.",
  overpaidText: "{surplus} zaidi ya {amount} za oda zililipwa.",
  refund: "Rudisha ziada",
  refundMeans: "Hurudisha pesa kwenye simu iliyolipa. Utaona kiasi kwanza.",
  refunds: "Marejesho ya kukagua",
  refundsNone: "Hakuna marejesho yanayohitaji kukaguliwa.",
  refundHappened:
    "Mtoa huduma alijipinga kuhusu marejesho, alituma kiasi kingine, au hakutoa matokeo kwa saa 72.",
  refundSettledMeans:
    "Inaondoka kwenye ukurasa huu pamoja na maelezo yako. Kiasi ambacho huenda kilitumwa hakiwezi kutumwa tena kutoka hapa: kama hakikufika, kitume kwanza kwenye mfumo wa mtoa huduma.",
  refundTodo:
    "Yatafute kwenye mfumo wa mtoa huduma kabla ya kutuma chochote tena: huenda pesa zimeshakwenda.",
  payments: "Malipo yasiyo na oda",
  paymentsNone: "Kila malipo yana oda yake.",
  paymentTitle: "{amount} kutoka kwa {payer}",
  someone: "mtu asiyetajwa",
  noAmount: "Kiasi kisichosomeka",
  paymentAccount: "Yalikuja kwa akaunti “{account}”, ambayo si ya oda yoyote.",
  paymentNoAccount: "Yalikuja bila akaunti.",
  paymentSurplus:
    "Yalikuja kwa kiungo cha malipo ambacho nafasi yake ya mwisho ilikuwa imechukuliwa.",
  receipt: "Risiti {id}",
  assign: "Yape oda",
  assignMeans:
    "Yatahesabiwa kuwa malipo ya oda hiyo, kama vile akaunti ilikuwa sahihi. Hilo haliwezi kutenguliwa.",
  assignTitle: "{amount} zinalipa oda ipi?",
  assignText:
    "Yatahesabiwa kuwa malipo ya oda utakayochagua. Hilo haliwezi kutenguliwa; kurudisha pesa baadaye, tumia marejesho.",
  assigned: "Malipo sasa yanahesabiwa kwa oda.",
  gone: "Kuna mtu ameshaamua hili wakati huu.",
  find: "Tafuta oda",
  findHelp: "Kumbukumbu, id, simu au barua pepe",
  found: "Oda",
  foundNone: "Hakuna oda iliyopatikana.",
  chooseOne: "Chagua oda.",
  meansPaid: "Oda itakuwa imelipwa.",
  meansLate: "Oda iliisha bila kulipwa. Itakuwa imelipwa, kwa kuchelewa.",
  meansLess:
    "{missing} zitakosekana: oda haitakuwa imelipwa kwa hayo na itahitaji mtu.",
  meansPart: "Yatalipa sehemu ya oda, na {missing} zitabaki kulipwa.",
  meansMore: "Oda itakuwa imelipwa, na kuzidi kwa {surplus}.",
  meansTwice: "Oda tayari imelipwa. Itazidi kwa {surplus}.",
  meansReview:
    "Hayawezi kuhesabiwa yenyewe: kiasi, sarafu au risiti yake haina uhakika. Oda itahitaji kukaguliwa.",
  meansReviewToo: "Itahitaji pia kukaguliwa.",
  meansNothing:
    "Sehemu ya pesa za oda ilirudishwa, kwa hiyo haya hayataifanya iwe imelipwa.",
  dismiss: "Ondoa",
  dismissMeans:
    "Yanaondoka kwenye ukurasa huu. Hakuna kinachorudishwa, na bado yanaweza kupewa oda baadaye.",
  dismissTitle: "Uondoe {amount}?",
  dismissText:
    "Yanaondoka kwenye ukurasa huu. Hakuna kinachorudishwa: fanya hivyo kwanza kwenye mfumo wa mtoa huduma, ikiwa mnadaiwa.",
  note: "Kwa nini, kwa kumbukumbu zako",
  noteMissing: "Andika maneno machache.",
  dismissed: "Malipo yameondolewa.",
  transfers: "Uhamisho unaosubiri",
  transfersNone: "Hakuna uhamisho unaosubiri.",
  transferText:
    "Maelezo yake yanasema “{narration}”. Unaotaja oda inayosubiri malipo, relay huuchukua yenyewe; huu imekuachia wewe.",
  transferNoNote:
    "Hauna maelezo yanayoweza kutaja oda, kwa hiyo relay imekuachia wewe.",
  transferExpires: "Utarudi kwa mtumaji tarehe {time}.",
  accept: "Kubali",
  acceptMeans:
    "Pesa ni zako. Kama maelezo yanataja oda, oda hiyo inalipwa kwa hizo.",
  acceptTitle: "Ukubali {amount} kutoka kwa {sender}?",
  accepted: "Uhamisho umekubaliwa.",
  reject: "Kataa",
  rejectMeans: "Pesa zinarudi kwa mtumaji, pamoja na sababu yako.",
  rejectTitle: "Ukatae {amount} kutoka kwa {sender}?",
  rejectText:
    "Pesa zinarudi. Hilo haliwezi kutenguliwa; mtumaji angelazimika kuzituma tena.",
  reason: "Sababu, ambayo mtumaji anaweza kuiona",
  rejected: "Uhamisho umekataliwa.",
  deliveries: "Webhook zilizoachwa",
  deliveriesNone: "Hakuna webhook iliyoachwa.",
  deliveryText:
    "Mfumo wako haukuipokea kwa majaribio {count}, la mwisho {time}: {why}.",
  why: {
    timeout: "haukujibu kwa wakati",
    connection: "haukufikiwa",
    private_address: "anwani yake ni ya ndani",
    redirect: "unaelekeza kwingine, jambo ambalo halifuatwi",
    gone: "ulijibu 410, jambo linalokomesha webhook zake",
    status: "ulijibu HTTP {status}",
    deleted: "mwisho wake ulifutwa",
    unknown: "hakuna sababu iliyoandikwa",
  },
  again: "Tuma tena",
  againMeans:
    "Mfumo wako utaipata mara nyingine, kwa id ileile, ambayo huenda tayari unaijua.",
  againAll: "Tuma zote tena",
  againAllTitle: "Uzitume zote tena?",
  againAllText:
    "Webhook zote {count} zilizoachwa zinatumwa mara nyingine, kwa id zilezile. Rekebisha mfumo wako kwanza: zitakazokataliwa zitarudi hapa.",
  againProgress: "{done} kati ya {count} zimekabidhiwa",
  againDone: "Webhook {done} zitatumwa sasa.",
  againSome:
    "Webhook {done} zitatumwa sasa; {failed} hazina mwisho wa kupelekwa tena.",
};
