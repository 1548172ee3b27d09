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

interface SandboxAttempt {
  readonly originatorConversationId: string;
  readonly phone: string | null;
}

/** The attempts the sandbox has heard of for a phone ("254712345678"). */
export async function attemptsOf(
  stack: Stack,
  phone: string,
): Promise<readonly SandboxAttempt[]> {
  const answer = await fetch(`${stack.sandboxUrl}/_sandbox/attempts`);
  const { attempts } = (await answer.json()) as {
    attempts: SandboxAttempt[];
  };
  return attempts.filter((attempt) => attempt.phone === phone);
}

/** Decides the newest prompt of a phone. */
export async function answerPrompt(
  stack: Stack,
  phone: string,
  outcome: string,
): Promise<void> {
  const [newest] = await attemptsOf(stack, phone);
  if (newest === undefined) throw new Error(`no prompt reached ${phone}`);
  await decide(stack, newest.originatorConversationId, outcome);
}
