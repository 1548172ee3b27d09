/** Identifiers and times in the forms the provider uses. */
import { randomInt } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS = "0123456789";

/**
 * An M-Pesa receipt such as `SKL7X2Q9WD`: the first three characters tell year, month and day (S = 2024, K = November,
 * L = the 21st), as on real ones; the seven behind them are random.
 */
export function createReceipt(at: Date): string {
  const year = LETTERS.charAt((at.getUTCFullYear() - 2006) % LETTERS.length);
  const month = LETTERS.charAt(at.getUTCMonth());
  const day = (DIGITS.slice(1) + LETTERS).charAt(at.getUTCDate() - 1);
  return year + month + day + pick(LETTERS + DIGITS, 7);
}

/** A card reference in the form of the documented `TXN565FDR43211`. */
export function createCardReference(): string {
  return `TXN${pick(DIGITS, 3)}${pick(LETTERS, 3)}${pick(DIGITS, 5)}`;
}

/** A payout's, in the form of the documented `Y4IK8K3N`. */
export function createTrackingNumber(): string {
  return pick(LETTERS + DIGITS, 8);
}

/** The two ids that Safaricom gives to a prompt. */
export function createPromptIds(at: Date): {
  merchantRequestId: string;
  checkoutRequestId: string;
} {
  return {
    merchantRequestId: `${pick(DIGITS, 5)}-${pick(DIGITS, 8)}-1`,
    checkoutRequestId: `ws_CO_${toCompactTime(at)}${pick(DIGITS, 9)}`,
  };
}

/** ISO UTC with seven fraction digits, `2022-02-11T10:13:11.2480000Z`. */
export function toProviderTime(at: Date): string {
  return at.toISOString().replace("Z", "0000Z");
}

/** `20221121093111` in Kenyan time, which is three hours ahead all year. */
export function toCompactTime(at: Date): string {
  const kenyan = new Date(at.getTime() + 3 * 3_600_000);
  return kenyan.toISOString().slice(0, 19).replace(/[-T:]/g, "");
}

function pick(alphabet: string, length: number): string {
  let text = "";
  for (let i = 0; i < length; i++)
    text += alphabet.charAt(randomInt(alphabet.length));
  return text;
}
