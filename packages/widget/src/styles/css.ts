/** Marks text as a style sheet, for editors and formatters. Values are put in as they are. */
export function css(
  strings: TemplateStringsArray,
  ...values: readonly string[]
): string {
  return String.raw({ raw: strings }, ...values);
}
