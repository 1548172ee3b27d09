/** Keeps what is typed into the checkout from the shortcuts of the page. */

const TYPES = ["keydown", "keypress", "keyup", "copy", "cut", "paste"];

/**
 * Whether the page's shortcuts may not have it: everything in a field, and what presses a button. The page's own focus
 * trap needs Tab.
 */
function isOurs(target: EventTarget | undefined, key?: string): boolean {
  return (target as Element).matches("input,select")
    ? key !== "Tab"
    : key === " " || key === "Enter";
}

/** Ends the way of such events at the element. Those of the page's own elements in our slots go on. */
export function keepKeys(host: HTMLElement): void {
  for (const type of TYPES)
    host.addEventListener(type, (event) => {
      const [target] = event.composedPath();
      if (
        event.target === host &&
        target !== host &&
        isOurs(target, (event as KeyboardEvent).key)
      )
        event.stopPropagation();
    });
}
