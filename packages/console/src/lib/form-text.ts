/** What somebody typed or chose, by the input's name. */
export function textOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** The same of all inputs. */
export const textsOf = (
  values: FormData,
): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    [...values.keys()].map((name) => [name, textOf(values, name)]),
  );
