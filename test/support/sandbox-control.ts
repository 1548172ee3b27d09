/** The sandbox's control calls: what a person at the phone or the card page would do. */
import type { Stack } from "./stack.ts";

export async function decide(
  stack: Stack,
  attemptId: string,
  outcome: string,
  callbacks: string | number = "normal",
): Promise<void> {
  const answer = await fetch(
    `${stack.sandboxUrl}/_sandbox/attempts/${attemptId}`,
    {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ outcome, callbacks }),
    },
  );
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}

/** The attempts the sandbox has heard of for a phone ("254712345678"). */
export async function attemptsOf(
  stack: Stack,
  phone: string,
): Promise<readonly unknown[]> {
  const answer = await fetch(`${stack.sandboxUrl}/_sandbox/attempts`);
  const { attempts } = (await answer.json()) as { attempts: unknown[] };
  return attempts.filter((attempt) => JSON.stringify(attempt).includes(phone));
}
