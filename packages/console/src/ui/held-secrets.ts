/**
 * Secrets that are shown this once. Each is kept until somebody says that it is stored: in memory only, also while the
 * same person signs in again, and for nobody else. Whatever would lose one asks first.
 */
import { address, guardLeaving } from "../app/router.ts";
import { currentSession, sessionState } from "../lib/session.ts";
import { createStore } from "../lib/store.ts";
import { words } from "../words/words.ts";
import { confirm } from "./confirm.ts";

export interface Secret {
  /** Of what it is the secret of. */
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

/** Where and by whom a secret was asked for: there, and to them, it is shown. */
export interface Asked {
  readonly path: string;
  /** The API key that they are signed in with. */
  readonly keyId: string | undefined;
}

export const heldSecrets = createStore<readonly (Secret & Asked)[]>([]);

/** To be kept before the secret is asked for: what happens meanwhile changes neither. */
export const askedHere = (): Asked => ({
  path: address.get().path,
  keyId: currentSession()?.key.id,
});

/** Not if they have left the page meanwhile, which they were asked about. */
export function holdSecret(secret: Secret, asked: Asked): void {
  if (asked.path === address.get().path)
    hold([...heldSecrets.get(), { ...secret, ...asked }]);
}

export function dropSecret(secret: Secret): void {
  hold(heldSecrets.get().filter((each) => each !== secret));
}

/** Of what is deleted. */
export function dropSecrets(id: string): void {
  hold(heldSecrets.get().filter((each) => each.id !== id));
}

/** Resolves with whether they go on without it. */
export const askToLose = (): Promise<boolean> => {
  const { keys } = words();
  return confirm({
    title: keys.leaveTitle,
    text: keys.leaveText,
    confirm: keys.leave,
    isDangerous: true,
    act: () => Promise.resolve(),
    done: "",
  });
};

let stops: readonly (() => void)[] = [];

function hold(secrets: readonly (Secret & Asked)[]): void {
  heldSecrets.set(secrets);
  if (secrets.length > 0 && stops.length === 0)
    stops = [
      guardLeaving(askToLose),
      address.subscribe(dropLost),
      sessionState.subscribe(dropLost),
      guardUnload(),
    ];
  if (secrets.length > 0) return;
  for (const stop of stops) stop();
  stops = [];
}

/** What is of another page than the one that is shown, or of somebody who has signed out or is not who signed in. */
function dropLost(): void {
  const { path } = address.get();
  const session = sessionState.get();
  const isTheirs = ({ keyId }: Asked): boolean =>
    session.is === "in"
      ? keyId === session.session.key.id
      : session.is === "out" && session.ended;
  hold(
    heldSecrets.get().filter((each) => each.path === path && isTheirs(each)),
  );
}

function guardUnload(): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
  };
  addEventListener("beforeunload", ask);
  return () => {
    removeEventListener("beforeunload", ask);
  };
}
