/**
 * The two parties of a payout line, with the members and limits of https://docs.transalink.io/data-types-2117711m0.
 * The answer to a query shows all of them, so what was not sent is null there.
 */
import { z } from "zod";
import { DecimalNumber } from "../../web/json-text.ts";
import { echoedText, text, withNames } from "../lib/fields.ts";

/** KES, the only currency that arrives on a Kenyan phone. */
const KES = 404;
const NOT_KES = "Only 404 (KES) can be paid out to a phone.";

/** Shown as zero in the documented answer, whatever is sent. */
const nothing = z
  .unknown()
  .optional()
  .transform(() => new DecimalNumber(0));

/** ISO 4217 numeric: a number at the recipient, a text at the remitter; both are read as either. */
const currency = z
  .union([z.int(), z.string()], { error: NOT_KES })
  .nullish()
  .refine((code) => Number(code ?? KES) === KES, NOT_KES);

const place = {
  state: echoedText(64),
  city: echoedText(64),
  postalCode: echoedText(64),
};

const occupation = {
  occupation: echoedText(64),
  profession: echoedText(64),
  relationship: echoedText(64),
};

const remitterFields = {
  name: echoedText(128),
  address: echoedText(128),
  emailAddress: echoedText(64),
  phoneNumber: echoedText(13),
  idType: echoedText(13),
  idIssuePlace: echoedText(64),
  idNumber: echoedText(13),
  idIssueDate: echoedText(64),
  idExpiryDate: echoedText(64),
  nationality: echoedText(64),
  country: echoedText(50),
  ccy: currency.transform(() => String(KES)),
  amount: nothing,
  financialInstitution: echoedText(64),
  institutionIdentifier: echoedText(64),
  primaryAccountNumber: echoedText(50),
  sourceOfFunds: echoedText(64),
  principalActivity: echoedText(64),
  dateOfBirth: echoedText(64),
  ...place,
  ...occupation,
  fxRate: nothing,
};

const recipientFields = {
  name: text(64),
  address: echoedText(64),
  emailAddress: echoedText(64),
  phoneNumber: echoedText(13),
  mccmnc: z
    .union([z.int(), z.string()], { error: "The value is not a network code." })
    .transform(String)
    .refine(
      (code) => /^\d{5,6}$/.test(code),
      "The value is not a network code.",
    )
    .nullish()
    .transform((code) => code ?? null),
  idType: echoedText(13),
  idNumber: echoedText(13),
  financialInstitution: echoedText(64),
  institutionIdentifier: echoedText(6),
  primaryAccountNumber: echoedText(50),
  ccy: currency.transform(() => KES),
  amount: nothing,
  purpose: echoedText(64),
  country: echoedText(3),
  creditCustomerAccountId: echoedText(64),
  ...place,
  nationality: echoedText(64),
  ...occupation,
};

/** May be missing: nothing about a remitter decides anything here. */
export const remitter = z.preprocess(
  (input) => withNames(Object.keys(remitterFields))(input ?? {}),
  z.object(remitterFields, { error: "The value is not an object." }),
);

export const recipient = z.preprocess(
  withNames(Object.keys(recipientFields)),
  z.object(recipientFields, { error: "The value is not an object." }),
);
