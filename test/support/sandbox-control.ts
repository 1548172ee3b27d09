/** The sandbox's control calls: what a person at the phone, the card page or the wallet would do. */
import { PAYBILL } from "./relay-environment.ts";
import type { Stack } from "./stack.ts";
import { until } from "./until.ts";

type Sandbox = Pick<Stack, "sandboxUrl">;

/** `to` behind `/_sandbox`; with a body it is a POST. Rejects with what the sandbox says when it does not do so. */
export async function control<T>(
  { sandboxUrl }: Sandbox,
  to: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${sandboxUrl}/_sandbox${to}`, {
    ...(body !== undefined && {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

export async function decide(
  stack: Sandbox,
  attemptId: string,
  outcome: string,
  callbacks: string | number = "normal",
): Promise<void> {
  await control(stack, `/attempts/${attemptId}`, { outcome, callbacks });
}

interface SandboxAttempt {
  readonly originatorConversationId: string;
  readonly phone: string | null;
  readonly state: string;
}

/** The attempts the sandbox has heard of for a phone ("254712345678"). */
export async function attemptsOf(
  stack: Stack,
  phone: string,
): Promise<readonly SandboxAttempt[]> {
  const { attempts } = await control<{ attempts: SandboxAttempt[] }>(
    stack,
    "/attempts",
  );
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

/** Lets the next calls of a kind fail, as the sandbox's README has it. */
export async function letFail(stack: Stack, fault: object): Promise<void> {
  await control(stack, "/faults", fault);
}

export interface ByHand {
  readonly account: string;
  /** Shillings. */
  readonly amount: number;
  /** Of the payer. */
  readonly name?: string;
  /** How often the shop is told; 1 if not given. */
  readonly repeat?: number;
  readonly shortCode?: string;
}

interface SandboxPayment {
  readonly originatorConversationId: string;
  readonly receipt: string;
  readonly callbacks: readonly { readonly tries: readonly unknown[] }[];
}

/** Pays to the paybill number by hand, and waits until the relay has been told. */
export async function payByHand(
  stack: Stack,
  payment: ByHand,
): Promise<SandboxPayment> {
  const { repeat = 1, ...rest } = payment;
  const paid = await control<SandboxPayment>(stack, "/c2b", {
    phone: "254712345678",
    shortCode: PAYBILL,
    repeat,
    ...rest,
  });
  const { originatorConversationId: id } = paid;
  return until("the relay is told of a payment by hand", async () => {
    const now = await control<SandboxPayment>(stack, `/c2b/${id}`);
    return (
      now.callbacks.length === repeat &&
      now.callbacks.every(({ tries }) => tries.length > 0) &&
      now
    );
  });
}

export interface SandboxTransfer {
  readonly reference: string;
  readonly status: string;
  readonly rejectionReason?: string;
  readonly webhooks: readonly { readonly status: string }[];
}

/** Sends a FlexPay transfer; NGN to the shop's tag, told of once, if nothing else is said. */
export const sendTransfer = (
  stack: Stack,
  transfer: object,
): Promise<SandboxTransfer> =>
  control<SandboxTransfer>(stack, "/transfers", transfer);

export const readTransfer = (
  stack: Stack,
  reference: string,
): Promise<SandboxTransfer> =>
  control<SandboxTransfer>(stack, `/transfers/${reference}`);
