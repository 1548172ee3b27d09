/** The limits of a transaction's work. */
import { StoreError } from "./errors.ts";

export async function withinTime<T>(
  work: Promise<T>,
  limitMs: number,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new StoreError(
          "transaction_timeout",
          `A transaction's work was not done after ${limitMs} ms.`,
        ),
      );
    }, limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function misused(message: string): StoreError {
  return new StoreError("transaction_misused", message);
}

export const endedTooEarly = (): StoreError =>
  misused("A transaction's work ended before its statements.");
