/** The order of work before anything is drawn. */

/**
 * Asks in a task of its own, and lets the request go out before what comes next. It waits for a lock: when the browser
 * has answered a later question about locks, it has given that one.
 */
export async function askFirst(ask: () => void): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
  ask();
  try {
    await navigator.locks.query();
  } catch {
    // There are no locks to wait for.
  }
}
