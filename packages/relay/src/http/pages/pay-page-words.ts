/** Texts of the payment-link page. */
import type { Locale } from "@malipo/protocol";

export interface PayPageWords {
  /** BCP 47 tag for formatting dates. */
  readonly dates: string;
  /** The document title. */
  readonly pay: (merchant: string) => string;
  readonly chooseAmount: string;
  readonly between: (min: string, max: string) => string;
  readonly atLeast: (min: string) => string;
  readonly atMost: (max: string) => string;
  readonly openUntil: string;
  readonly payment: string;
  readonly loading: string;
  /** If loading takes long. */
  readonly late: string;
  readonly needsScript: string;
  /** Links to the provider's own page. */
  readonly payWithoutScript: string;
  readonly scan: string;
  readonly scanHint: string;
  readonly qrLabel: string;
  readonly share: string;
  /** Opens the device's own list of apps. */
  readonly shareByApp: string;
  readonly copyLink: string;
  readonly copied: string;
  readonly bySms: string;
  readonly byEmail: string;
  readonly poster: string;
  readonly print: string;
  /** From the poster to the page. */
  readonly toLink: string;
  /** After a payment. */
  readonly goOn: string;
  readonly quantity: (min: number, max: number) => string;
  readonly suggested: (amounts: string) => string;
  readonly left: (count: number) => string;
  /** `share`: a sum, or a part of it in percent. */
  readonly deposit: (share: string) => string;
  readonly inParts: string;
  readonly oncePerPhone: string;
  readonly questions: (labels: string) => string;
  readonly usedUpTitle: string;
  readonly usedUpText: string;
  readonly alreadyPaidTitle: string;
  readonly alreadyPaidText: string;
  readonly toShop: (merchant: string) => string;
  readonly again: string;
  readonly contact: (merchant: string) => string;
  readonly language: string;
  readonly unknownTitle: string;
  readonly unknownText: string;
  readonly inactiveTitle: string;
  readonly inactiveText: string;
  readonly troubleTitle: string;
  readonly troubleText: string;
  readonly homeTitle: string;
  readonly homeText: string;
  readonly unknownReturnTitle: string;
  readonly unknownReturnText: string;
  readonly unknownReceiptTitle: string;
  readonly unknownReceiptText: string;
  readonly missingTitle: string;
  readonly missingText: string;
  readonly busyTitle: string;
  readonly busyText: string;
}

/** The languages of the relay's own pages; readers of others see English. The checkout in the page speaks all of them. */
export const PAGE_LOCALES = ["en", "sw"] as const satisfies readonly Locale[];
export type PageLocale = (typeof PAGE_LOCALES)[number];

export const PAY_PAGE_WORDS: Readonly<Record<PageLocale, PayPageWords>> = {
  en: {
    dates: "en-KE",
    pay: (merchant) => `Pay ${merchant}`,
    chooseAmount: "You choose the amount",
    between: (min, max) => `From ${min} to ${max}`,
    atLeast: (min) => `At least ${min}`,
    atMost: (max) => `At most ${max}`,
    openUntil: "Open until",
    payment: "Payment",
    loading: "Loading the payment form…",
    late: "This takes longer than usual. If your connection is slow, wait a moment or reload the page. If it stays like this, use a newer browser.",
    needsScript:
      "This page needs JavaScript to take a payment. Turn it on and reload the page.",
    payWithoutScript: "Pay without JavaScript",
    scan: "Pay on a phone",
    scanHint: "Point your phone’s camera at this code.",
    qrLabel: "QR code with the address of this page",
    share: "Share this link",
    shareByApp: "Share…",
    copyLink: "Copy link",
    copied: "Link copied",
    bySms: "SMS",
    byEmail: "E-mail",
    poster: "Poster to print",
    print: "Print",
    toLink: "To the payment page",
    goOn: "Continue",
    quantity: (min, max) => `Price of one. Choose ${min} to ${max}`,
    suggested: (amounts) => `For example ${amounts}`,
    left: (count) => `Only ${count} left`,
    deposit: (share) => `Pay ${share} now and the rest later, or all now`,
    inParts: "Can be paid in parts",
    oncePerPhone: "Each phone number can pay once",
    questions: (labels) => `You will be asked: ${labels}`,
    usedUpTitle: "Nothing is left here",
    usedUpText: "All that this payment link offers has been taken.",
    alreadyPaidTitle: "Already paid, or being paid",
    alreadyPaidText:
      "This payment link is for one payment, which somebody has made or is making now.",
    toShop: (merchant) => `Go to ${merchant}`,
    again: "Try again",
    contact: (merchant) => `Questions? Contact ${merchant}`,
    language: "Language",
    unknownTitle: "We can’t find this payment link",
    unknownText:
      "Check the address, or ask the shop to send you the link again. Nothing was charged.",
    inactiveTitle: "This payment link is not active",
    inactiveText: "The shop has deactivated it, or it has expired.",
    troubleTitle: "We can’t show this page right now",
    troubleText:
      "Please try again in a moment. A payment that has begun goes on by itself.",
    homeTitle: "There is nothing to pay at this address",
    homeText:
      "Payments start in the shop, or with a payment link that the shop has sent you.",
    unknownReturnTitle: "We can’t find this payment",
    unknownReturnText:
      "Go back to the shop and open your order: it shows whether you have paid. If you are not sure, ask the shop before you pay again.",
    unknownReceiptTitle: "We can’t find this receipt",
    unknownReceiptText:
      "Check the address: it must be complete. Receipts are kept for as long as the shop keeps the order.",
    missingTitle: "This page doesn’t exist",
    missingText:
      "Check the address. If you were paying, go back to the shop: it shows what became of your payment.",
    busyTitle: "Please wait a moment",
    busyText:
      "Your network has opened too many pages at once. Wait a minute, then try again.",
  },
  sw: {
    dates: "sw-KE",
    pay: (merchant) => `Lipa ${merchant}`,
    chooseAmount: "Wewe unachagua kiasi",
    between: (min, max) => `Kuanzia ${min} hadi ${max}`,
    atLeast: (min) => `Angalau ${min}`,
    atMost: (max) => `Isizidi ${max}`,
    openUntil: "Mwisho wa kulipa:",
    payment: "Malipo",
    loading: "Fomu ya malipo inapakiwa…",
    late: "Inachukua muda kuliko kawaida. Kama mtandao wako ni wa polepole, subiri kidogo au pakia ukurasa upya. Ikibaki hivi, tumia kivinjari kipya zaidi.",
    needsScript:
      "Ukurasa huu unahitaji JavaScript ili kupokea malipo. Iwashe, kisha pakia ukurasa upya.",
    payWithoutScript: "Lipa bila JavaScript",
    scan: "Lipa kwa simu",
    scanHint: "Elekeza kamera ya simu kwenye msimbo huu.",
    qrLabel: "Msimbo wa QR wenye anwani ya ukurasa huu",
    share: "Shiriki kiungo hiki",
    shareByApp: "Shiriki…",
    copyLink: "Nakili kiungo",
    copied: "Kiungo kimenakiliwa",
    bySms: "SMS",
    byEmail: "Barua pepe",
    poster: "Bango la kuchapisha",
    print: "Chapisha",
    toLink: "Nenda kwenye ukurasa wa malipo",
    goOn: "Endelea",
    quantity: (min, max) => `Bei ya moja. Chagua kuanzia ${min} hadi ${max}`,
    suggested: (amounts) => `Kwa mfano ${amounts}`,
    left: (count) => `Zimebaki ${count} tu`,
    deposit: (share) =>
      `Lipa ${share} sasa na zilizobaki baadaye, au zote sasa`,
    inParts: "Unaweza kulipa kwa awamu",
    oncePerPhone: "Kila namba ya simu inaweza kulipa mara moja tu",
    questions: (labels) => `Utaulizwa: ${labels}`,
    usedUpTitle: "Hakuna kilichobaki hapa",
    usedUpText: "Vyote vya kiungo hiki cha malipo vimeshachukuliwa.",
    alreadyPaidTitle: "Imeshalipwa, au inalipwa sasa",
    alreadyPaidText:
      "Kiungo hiki ni cha malipo ya mara moja tu, na mtu ameshalipa au analipa sasa.",
    toShop: (merchant) => `Nenda ${merchant}`,
    again: "Jaribu tena",
    contact: (merchant) => `Una swali? Wasiliana na ${merchant}`,
    language: "Lugha",
    unknownTitle: "Hatujapata kiungo hiki cha malipo",
    unknownText:
      "Hakikisha anwani ni sahihi, au omba duka likutumie kiungo tena. Hujatozwa chochote.",
    inactiveTitle: "Kiungo hiki hakipokei malipo kwa sasa",
    inactiveText: "Duka limekifunga, au muda wake umekwisha.",
    troubleTitle: "Hatuwezi kuonyesha ukurasa huu kwa sasa",
    troubleText:
      "Tafadhali jaribu tena baada ya muda mfupi. Malipo yaliyokwisha kuanza yanaendelea yenyewe.",
    homeTitle: "Hakuna cha kulipia kwenye anwani hii",
    homeText:
      "Malipo huanzia dukani, au kwa kiungo cha malipo ambacho duka limekutumia.",
    unknownReturnTitle: "Hatujapata malipo haya",
    unknownReturnText:
      "Rudi dukani na ufungue oda yako: itaonyesha kama umelipa. Kama huna uhakika, uliza duka kabla ya kulipa tena.",
    unknownReceiptTitle: "Hatujapata risiti hii",
    unknownReceiptText:
      "Hakikisha anwani ni kamili. Risiti hubaki kwa muda ambao duka linahifadhi oda.",
    missingTitle: "Ukurasa huu haupo",
    missingText:
      "Hakikisha anwani ni sahihi. Kama ulikuwa unalipa, rudi dukani: huko utaona hali ya malipo yako.",
    busyTitle: "Tafadhali subiri kidogo",
    busyText:
      "Mtandao wako umefungua kurasa nyingi mno kwa wakati mmoja. Subiri dakika moja, kisha jaribu tena.",
  },
};
