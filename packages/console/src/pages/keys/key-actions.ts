/** What can be done with an API key, each asked once. */
import type { ApiKey, NewApiKey } from "@malipo/protocol/merchant";
import { api } from "../../lib/api.ts";
import { currentSession, noteSignedOut, signIn } from "../../lib/session.ts";
import { announce } from "../../ui/announce.ts";
import { confirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { overlapField, readOverlap } from "../../ui/overlap.ts";
import { fill, words } from "../../words/words.ts";

/** The key that somebody is signed in with. */
export const isOwnKey = ({ id }: ApiKey): boolean =>
  currentSession()?.key.id === id;

/** The key's new value, which is shown once; undefined if it was not done. */
export async function askToRotate(key: ApiKey): Promise<NewApiKey | undefined> {
  const { keys } = words();
  const { id, name } = key;
  const made: NewApiKey[] = [];
  await confirm({
    title: fill(keys.rotateTitle, { name }),
    text: isOwnKey(key)
      ? `${keys.rotateText} ${keys.rotateOwn}`
      : keys.rotateText,
    confirm: keys.rotate,
    fields: () => overlapField(keys.overlap),
    async act(values) {
      made.push(
        await api.post("/v1/merchant/api-keys/{id}/rotate", {
          path: { id },
          body: { overlapSeconds: readOverlap(values) },
        }),
      );
    },
    done: keys.rotated,
  });
  return made[0];
}

/** The session is that of the old value, which may have ended at once. */
export async function staySignedIn(key: string): Promise<void> {
  try {
    await signIn(key);
  } catch {
    announce(words().errors.connection);
  }
}

export function revokeQuestion(key: ApiKey): Question {
  const { keys } = words();
  const { id, name } = key;
  const isOwn = isOwnKey(key);
  return {
    title: fill(keys.revokeTitle, { name }),
    text: isOwn ? `${keys.revokeText} ${keys.revokeOwn}` : keys.revokeText,
    confirm: keys.revoke,
    isDangerous: true,
    async act() {
      await api.delete("/v1/merchant/api-keys/{id}", { path: { id } });
      if (isOwn) noteSignedOut();
    },
    done: keys.revoked,
  };
}
