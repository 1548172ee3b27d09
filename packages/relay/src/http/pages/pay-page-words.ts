/** Texts of the payment-link page. */
import type { Locale } from "@malipo/protocol";

export interface PayPageWords {
  readonly languageName: string;
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
  readonly needsScript: string;
  /** Links to the provider's own page. */
  readonly payWithoutScript: string;
  readonly scan: string;
  readonly scanHint: string;
  readonly qrLabel: string;
  readonly contact: (merchant: string) => string;
  readonly language: string;
  readonly unknownTitle: string;
  readonly unknownText: string;
  readonly inactiveTitle: string;
  readonly inactiveText: string;
  readonly troubleTitle: string;
  readonly troubleText: string;
}

export const PAY_PAGE_WORDS: Readonly<Record<Locale, PayPageWords>> = {
  en: {
    languageName: "English",
    dates: "en-KE",
    pay: (merchant) => `Pay ${merchant}`,
    chooseAmount: "You choose the amount",
    between: (min, max) => `From ${min} to ${max}`,
    atLeast: (min) => `At least ${min}`,
    atMost: (max) => `At most ${max}`,
    openUntil: "Open until",
    payment: "Payment",
    loading: "Loading the payment form…",
    needsScript:
      "This page needs JavaScript to take a payment. Turn it on and reload the page.",
    payWithoutScript: "Pay without JavaScript",
    scan: "Pay on a phone",
    scanHint: "Point your phone’s camera at this code.",
    qrLabel: "QR code with the address of this page",
    contact: (merchant) => `Questions? Contact ${merchant}`,
    language: "Language",
    unknownTitle: "We can’t find this payment link",
    unknownText:
      "Check the address, or ask the shop to send you the link again. Nothing was charged.",
    inactiveTitle: "This payment link is not active",
    inactiveText:
      "The shop has deactivated it, or it has expired. Nothing was charged.",
    troubleTitle: "We can’t show this page right now",
    troubleText: "Please try again in a moment. Nothing was charged.",
  },
  sw: {
    languageName: "Kiswahili",
    dates: "sw-KE",
    pay: (merchant) => `Lipa ${merchant}`,
    chooseAmount: "Wewe unachagua kiasi",
    between: (min, max) => `Kuanzia ${min} hadi ${max}`,
    atLeast: (min) => `Angalau ${min}`,
    atMost: (max) => `Isizidi ${max}`,
    openUntil: "Mwisho wa kulipa:",
    payment: "Malipo",
    loading: "Fomu ya malipo inapakiwa…",
    needsScript:
      "Ukurasa huu unahitaji JavaScript ili kupokea malipo. Iwashe, kisha pakia ukurasa upya.",
    payWithoutScript: "Lipa bila JavaScript",
    scan: "Lipa kwa simu",
    scanHint: "Elekeza kamera ya simu kwenye msimbo huu.",
    qrLabel: "Msimbo wa QR wenye anwani ya ukurasa huu",
    contact: (merchant) => `Una swali? Wasiliana na ${merchant}`,
    language: "Lugha",
    unknownTitle: "Hatujapata kiungo hiki cha malipo",
    unknownText:
      "Hakikisha anwani ni sahihi, au omba duka likutumie kiungo tena. Hujatozwa chochote.",
    inactiveTitle: "Kiungo hiki hakipokei malipo kwa sasa",
    inactiveText:
      "Duka limekifunga, au muda wake umekwisha. Hujatozwa chochote.",
    troubleTitle: "Hatuwezi kuonyesha ukurasa huu kwa sasa",
    troubleText:
      "Tafadhali jaribu tena baada ya muda mfupi. Hujatozwa chochote.",
  },
};
