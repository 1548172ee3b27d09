/** Marks a text as a style sheet, for editors and the formatter. */
export const css = String.raw;
