/** What the page's developer is told in the browser's console. Shoppers have the screen. */
import { lateFiles } from "./late-files.ts";

const told = new Set<string>();

/** Warns once per page that `field` is wrong. What to do about it is in a late file; the field is told without it too. */
export function warnOnce(field: string, about = ""): void {
  const sentence = `<malipo-checkout> ${field}: ${about}`;
  if (told.has(sentence)) return;
  told.add(sentence);
  const warn = (fix = ""): void => {
    console.warn(sentence + fix);
  };
  const [name = ""] = field.split(".");
  lateFiles.dev().then(
    ({ advice }) => {
      warn(advice[name]);
    },
    () => {
      warn();
    },
  );
}
