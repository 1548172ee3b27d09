/** Filters of a list: what somebody chooses goes into the address. */
import { navigate, toHref } from "../app/router.ts";
import { textsOf } from "../lib/form-texts.ts";

/** For a form's `submit` and `change`. */
export const applyFilters =
  (path: string) =>
  (event: Event): void => {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    const href = toHref(path, textsOf(values));
    if (href !== location.pathname + location.search) navigate(href);
  };
