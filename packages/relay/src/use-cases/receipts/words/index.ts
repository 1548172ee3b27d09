/** The words of receipts, on the page, in e-mails and in text messages. A language is one file. */
import type { Locale } from "@malipo/protocol";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import type { ReceiptWords } from "./en.ts";
import { fr } from "./fr.ts";
import { ha } from "./ha.ts";
import { ig } from "./ig.ts";
import { pcm } from "./pcm.ts";
import { sw } from "./sw.ts";
import { yo } from "./yo.ts";

export type { ReceiptWords };

export const RECEIPT_WORDS: Readonly<Record<Locale, ReceiptWords>> = {
  ...{ en, sw, fr, ar },
  ...{ ha, yo, ig, pcm },
};
