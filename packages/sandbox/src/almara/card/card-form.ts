/** Parses the card form. The card number is validated and then discarded. */
import { z } from "zod";

export interface CardFields {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
}

export type CardField = keyof CardFields;

export type CardErrors = Readonly<Partial<Record<CardField, string>>>;

const typed = z.string().max(100).catch("").default("");

const cardForm = z.object({
  action: z.enum(["pay", "decline", "cancel"]),
  number: typed,
  expiry: typed,
  cvc: typed,
});

export type CardForm = z.output<typeof cardForm>;

/** Returns `undefined` if none of the form's buttons was pressed. */
export function readCardForm(body: unknown): CardForm | undefined {
  return cardForm.safeParse(body).data;
}

/** The test card; expires in three years. */
export function createTestCard(now: Date): CardFields {
  const year = String((now.getUTCFullYear() + 3) % 100).padStart(2, "0");
  return { number: "4111 1111 1111 1111", expiry: `12/${year}`, cvc: "123" };
}

export function checkCard(card: CardFields, now: Date): CardErrors {
  const digits = card.number.replace(/[ -]/g, "");
  const number = /^\d{12,19}$/.test(digits) && hasCheckDigit(digits);
  return {
    ...(!number && {
      number: "This is not a card number. Try 4111 1111 1111 1111.",
    }),
    ...checkExpiry(card.expiry, now),
    ...(!/^\d{3,4}$/.test(card.cvc.trim()) && {
      cvc: "The CVC has 3 or 4 digits.",
    }),
  };
}

function checkExpiry(expiry: string, now: Date): CardErrors {
  const match = /^\s*(0?[1-9]|1[0-2])\s*\/\s*(?:20)?(\d{2})\s*$/.exec(expiry);
  if (match === null) return { expiry: "Write it as MM/YY." };
  const [, month, year] = match;
  // A card is valid until the end of its month.
  const endsAt = Date.UTC(2000 + Number(year), Number(month));
  return endsAt > now.getTime() ? {} : { expiry: "This card has expired." };
}

/** ISO/IEC 7812, annex B (Luhn). */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const fromRight = digits.length - 1 - index;
    const value = Number(digits.charAt(index)) * (fromRight % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
