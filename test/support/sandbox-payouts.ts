/** Payouts at the sandbox: how they stand there, how they end, and some that the relay did not make. */
import { randomUUID } from "node:crypto";
import { CANARIES } from "./canaries.ts";
import { control } from "./sandbox-control.ts";
import type { Stack } from "./stack.ts";
import { until } from "./until.ts";

export interface SandboxPayout {
  readonly originatorConversationId: string;
  readonly lines: readonly {
    readonly phone: string;
    readonly amount: string;
    readonly state: string;
    readonly receipt: string | null;
  }[];
}

/** Everything that was ever sent to a phone ("254712345678"), newest first. */
export async function payoutsTo(
  stack: Stack,
  phone: string,
): Promise<readonly SandboxPayout[]> {
  const { payouts } = await control<{ payouts: SandboxPayout[] }>(
    stack,
    "/payouts?limit=1000",
  );
  return payouts.filter(({ lines }) =>
    lines.some((line) => line.phone === phone),
  );
}

/** Waits until the lines of a payout are so ("paid", "pending", …). */
export const payoutBecomes = (
  stack: Stack,
  id: string,
  ...states: readonly string[]
): Promise<SandboxPayout> =>
  until(`the payout is ${states.join(", ")}`, async () => {
    const now = await control<SandboxPayout>(stack, `/payouts/${id}`);
    const found = now.lines.map(({ state }) => state);
    return found.join() === states.join() && now;
  });

export interface LineWish {
  readonly phone: string;
  /** Shillings. */
  readonly amount: number;
  /** Default: "Worker 0" and so on. */
  readonly name?: string;
}

/** Sends money as the merchant's own systems do, beside the relay. Gives the payout's id. */
export async function makePayout(
  stack: Stack,
  ...lines: readonly LineWish[]
): Promise<string> {
  const id = randomUUID();
  await makePayoutAs(stack, id, ...lines);
  return id;
}

/** Under an id that is the relay's. */
export async function makePayoutAs(
  stack: Stack,
  id: string,
  ...lines: readonly LineWish[]
): Promise<void> {
  const answer = await fetch(`${stack.sandboxUrl}/v1/payment-order/new-order`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${await providerToken(stack)}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify(toOrder(id, lines)),
  });
  if (answer.status !== 202) throw new Error(await answer.text());
}

function toOrder(id: string, lines: readonly LineWish[]): object {
  return {
    originatorConversationId: id,
    paymentNotes: "Salaries",
    paymentOrderLines: lines.map(({ phone, amount, name }, place) => ({
      remitter: { name: "Duka la Mashati", ccy: "404" },
      recipient: {
        name: name ?? `Worker ${place}`,
        primaryAccountNumber: `+${phone}`,
        mccmnc: "63902",
        ccy: 404,
      },
      transaction: {
        routeId: "F0AEFE34-3FC5-F011-BBC1-0E7D952D79B7",
        channelType: 1,
        amount,
        reference: `SALARY-${place}`,
        systemTraceAuditNumber: randomUUID(),
      },
    })),
  };
}

/** Asks the provider with the merchant's own credentials. */
export async function providerGet(
  stack: Stack,
  to: string,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${stack.sandboxUrl}${to}`, {
    headers: { Authorization: `Bearer ${await providerToken(stack)}` },
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Record<string, unknown>;
}

async function providerToken({ sandboxUrl }: Stack): Promise<string> {
  const answer = await fetch(`${sandboxUrl}/connect/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "sandbox-client",
      client_secret: CANARIES.clientSecret,
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const { access_token } = (await answer.json()) as { access_token: string };
  return access_token;
}
