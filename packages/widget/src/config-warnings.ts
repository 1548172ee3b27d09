/** What the page should mend although the checkout goes on: told to the page once, and to its developer. */
import { misconfigured, toErrorDetail } from "./errors.ts";
import { emit } from "./events.ts";

export interface Complaint {
  readonly field: string;
  /** Beside what is told of the field anyway. */
  readonly about?: string;
}

const told = new WeakMap<EventTarget, Set<string>>();

export function complain(
  host: EventTarget,
  complaints: readonly Complaint[],
): void {
  const before = told.get(host) ?? new Set();
  told.set(host, before);
  for (const { field, about = "" } of complaints)
    if (!before.has(field + about)) {
      before.add(field + about);
      emit(host, "malipo-error", toErrorDetail(misconfigured(field, about)));
    }
}
