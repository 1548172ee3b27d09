/** What is typed in a form, without white space around it. */
export function textsOf(
  values: FormData,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    [...values].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.trim()] as const] : [],
    ),
  );
}
