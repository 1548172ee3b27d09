/** Who is signed in, and the calls that only the console makes. The cookie is the browser's: scripts can't read it. */
import type { ProblemDocument } from "@malipo/client";
import type { Scope } from "@malipo/protocol";
import type { ConsoleSession } from "@malipo/protocol/merchant";
import { createStore } from "./store.ts";

export type SessionState =
  | { readonly is: "unknown" }
  /** `ended`: it was signed in before. */
  | { readonly is: "out"; readonly ended: boolean }
  | { readonly is: "in"; readonly session: ConsoleSession };

export const sessionState = createStore<SessionState>({ is: "unknown" });

const SESSION = "/console/session";

/** Undefined while nobody is signed in. */
export function currentSession(): ConsoleSession | undefined {
  const state = sessionState.get();
  return state.is === "in" ? state.session : undefined;
}

export const hasScope = (scope: Scope): boolean =>
  currentSession()?.scopes.includes(scope) ?? false;

/** A call says that nobody is signed in any more. */
export function noteSignedOut(): void {
  const { is } = sessionState.get();
  if (is !== "out") sessionState.set({ is: "out", ended: is === "in" });
}

/** At the start, and when the relay comes back. Rejects if it doesn't respond. */
export async function readSession(): Promise<void> {
  const response = await fetch(SESSION, { cache: "no-store" });
  if (response.ok)
    sessionState.set({
      is: "in",
      session: (await response.json()) as ConsoleSession,
    });
  else if (response.status === 401) noteSignedOut();
  else throw new Error(`The relay responded with ${response.status}.`);
}

interface Refused {
  readonly problem: ProblemDocument;
  readonly retryAfterSeconds: number | null;
}

/** Undefined if it worked. */
export async function signIn(key: string): Promise<Refused | undefined> {
  const response = await fetch(SESSION, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key }),
  });
  if (!response.ok) {
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    return {
      problem: (await response.json()) as ProblemDocument,
      retryAfterSeconds: Number.isFinite(seconds) ? seconds : null,
    };
  }
  const session = (await response.json()) as ConsoleSession;
  sessionState.set({ is: "in", session });
  return undefined;
}

/** `everywhere`: on all devices where this API key was entered. */
export async function signOut(everywhere: boolean): Promise<void> {
  const response = await fetch(everywhere ? "/console/sessions" : SESSION, {
    method: "DELETE",
  });
  if (!response.ok && response.status !== 401)
    throw new Error(`The relay responded with ${response.status}.`);
  sessionState.set({ is: "out", ended: false });
}
