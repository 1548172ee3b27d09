/** The dialog of `mode="dialog"`: what opens it, and its showing. */

interface DialogHost extends HTMLElement {
  open(): void;
}

/** Whether this is a click on what opens the dialog, and not to open its link in another tab. */
function isTrigger(event: MouseEvent, root: ParentNode | null): boolean {
  const { ctrlKey, metaKey, shiftKey } = event;
  const slot = root?.querySelector("slot:not([name])");
  if (ctrlKey || metaKey || shiftKey || !slot) return false;
  return event.composedPath().includes(slot);
}

export function listenToTrigger(host: DialogHost): void {
  host.addEventListener("click", (event) => {
    if (!isTrigger(event, host.shadowRoot)) return;
    event.preventDefault();
    host.open();
  });
}

/** Shows or closes the dialog, if there is one. */
export function showDialog(
  root: ParentNode,
  shown: boolean,
): HTMLDialogElement | null {
  const dialog = root.querySelector("dialog");
  if (dialog && dialog.open !== shown) {
    if (shown) dialog.showModal();
    else dialog.close();
  }
  return dialog;
}
