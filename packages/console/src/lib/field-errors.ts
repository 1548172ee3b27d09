/** What is wrong with which input, from a problem document. */
import { ProblemError } from "@malipo/client";

/** What the relay says of a field, which is English. */
export interface RelayWords {
  readonly english: string;
}
/** A function speaks the language that is chosen later, too. */
export type FieldError = string | (() => string) | RelayWords;

/** By the input's name. */
export type FieldErrors = Readonly<Record<string, FieldError>>;

export interface SortedProblem {
  readonly fields: FieldErrors;
  /** What belongs to no input that is there, to be shown above all; null if nothing is left. */
  readonly rest: unknown;
}

/** `isInput`: whether there is an input with this name. "fields.0.choices.3" is told at "fields.0.choices". */
export function sortProblem(
  error: unknown,
  isInput: (name: string) => boolean,
): SortedProblem {
  const told = error instanceof ProblemError ? error.problem.errors : undefined;
  if (told === undefined || told.length === 0)
    return { fields: {}, rest: error };
  const fields: Record<string, FieldError> = {};
  let isAllTold = true;
  for (const { field, message } of told) {
    const name = namesOf(field).find(isInput);
    if (name === undefined) isAllTold = false;
    else fields[name] ??= { english: message };
  }
  return { fields, rest: isAllTold ? null : error };
}

/** The pointer itself, and what it is within: "a.0.b", "a.0", "a". */
function namesOf(pointer: string): string[] {
  const parts = pointer.split(".");
  return parts.map((_, at) => parts.slice(0, parts.length - at).join("."));
}
