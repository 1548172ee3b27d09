/** Filters of a list: what somebody chooses goes into the address. */
import { navigate, toHref } from "../app/router.ts";

/** For a form's `submit` and `change`. */
export const applyFilters =
  (path: string) =>
  (event: Event): void => {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    const texts = [...values].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.trim()] as const] : [],
    );
    const href = toHref(path, Object.fromEntries(texts));
    if (href !== location.pathname + location.search) navigate(href);
  };
