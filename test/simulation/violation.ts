/** The promises that every history keeps, each by the name under which its breach is reported. */

export type Promised =
  | "nothing is paid that the provider was not paid"
  | "what is paid stays paid"
  | "nothing is refused that the provider did not refuse"
  | "an acknowledged message has its effect"
  | "one live attempt per order"
  | "an attempt asks for what is due"
  | "the provider hears only of what is stored"
  | "one query at a time"
  | "versions only grow"
  | "one key, one thing"
  | "one payment, one order"
  | "an outcome is told once to a page"
  | "an outcome stays as it was told"
  | "the merchant hears the truth, in order"
  | "no more goes out than came in"
  | "nobody works for nothing"
  | "at rest all agree";

export class Violation extends Error {
  readonly promise: Promised;

  constructor(promise: Promised, what: string) {
    super(`${promise}: ${what}`);
    this.promise = promise;
  }
}

export function assertKept(
  holds: boolean,
  promise: Promised,
  what: string,
): asserts holds {
  if (!holds) throw new Violation(promise, what);
}
