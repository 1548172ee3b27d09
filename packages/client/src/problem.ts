/** Reads problem documents, also those of a newer relay. */
import type { ProblemDocument } from "./errors.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isFieldError = (
  value: unknown,
): value is {
  readonly field: string;
  readonly message: string;
} =>
  isFields(value) &&
  typeof value["field"] === "string" &&
  typeof value["message"] === "string";

/** Undefined if it is none. */
export function parseProblem(json: unknown): ProblemDocument | undefined {
  if (!isFields(json)) return undefined;
  const { code, type, title, status, detail, instance, errors, scope } = json;
  if (
    typeof code !== "string" ||
    typeof status !== "number" ||
    typeof detail !== "string"
  )
    return undefined;
  const text = (value: unknown): string =>
    typeof value === "string" ? value : "";
  return {
    type: text(type),
    title: text(title),
    status,
    detail,
    instance: text(instance),
    code,
    ...(Array.isArray(errors) ? { errors: errors.filter(isFieldError) } : {}),
    ...(typeof scope === "string" ? { scope } : {}),
  };
}
