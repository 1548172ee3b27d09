/** Console warnings for the page's developer. */
import { lateFiles } from "./late-files.ts";

const printed = new Set<string>();

/** Warns once per page that `field` is wrong. The advice is in a late file; without it, only the field is printed. */
export function warnOnce(field: string, about = ""): void {
  const message = `<malipo-checkout> ${field}: ${about}`;
  if (printed.has(message)) return;
  printed.add(message);
  const warn = (fix = ""): void => {
    console.warn(message + fix);
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
