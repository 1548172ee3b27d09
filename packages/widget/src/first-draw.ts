/** The order of work before anything is drawn. */

/** Unlike a timer, it isn't held back in a tab that is not in front. */
const nextTask = (): Promise<unknown> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });

/** Asks, then leaves the thread to what that has started, and to the page. */
export async function askFirst(ask: () => void): Promise<void> {
  await nextTask();
  ask();
  await nextTask();
}
