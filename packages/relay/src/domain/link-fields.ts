/** The questions of a payment link and the payer's answers. Pure. */
import { MAX_ANSWER } from "@malipo/protocol";
import type { FieldAnswers, LinkField, OrderField } from "@malipo/protocol";
import { cleanName, foldText } from "@malipo/protocol/text";
import { ok, refuse } from "./errors.ts";
import type { FieldError, Result } from "./errors.ts";

/** Without groups, so that "1,000" is never read as 1. */
const NUMBER = /^-?\d{1,12}(?:\.\d{1,6})?$/;

/** In the order of the fields; those without an answer are left out. All mistakes are reported at once. */
export function readAnswers(
  fields: readonly LinkField[],
  answers: FieldAnswers,
): Result<readonly OrderField[]> {
  const known = new Set(fields.map(({ id }) => id));
  const errors: FieldError[] = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => ({
      field: `fields.${id}`,
      message: "is not a field of this payment link",
    }));
  const read: OrderField[] = [];
  for (const field of fields) {
    const { id, label } = field;
    const value = cleanName(
      Object.hasOwn(answers, id) ? (answers[id] ?? "") : "",
    );
    const message = whyWrong(field, value);
    if (message !== undefined) errors.push({ field: `fields.${id}`, message });
    else if (value !== "")
      read.push({ id, label, value: toStored(field, value) });
  }
  return errors.length === 0
    ? ok(read)
    : refuse("invalid_request", "Some answers are missing or not valid.", {
        errors,
      });
}

function whyWrong(field: LinkField, value: string): string | undefined {
  if (value === "") return field.required ? "must be answered" : undefined;
  switch (field.type) {
    case "text":
      return Array.from(value).length <= MAX_ANSWER
        ? undefined
        : `must be at most ${MAX_ANSWER} characters`;
    case "number":
      return NUMBER.test(foldText(value))
        ? undefined
        : "must be a number, for example 12 or 12.5";
    case "choice":
      // Those of older links were stored as they were given.
      return field.choices.some((choice) => cleanName(choice) === value)
        ? undefined
        : "must be one of the choices";
  }
}

const toStored = ({ type }: LinkField, value: string): string =>
  type === "number" ? foldText(value) : value;
