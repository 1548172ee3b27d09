/** Several checkouts on one page must not take each other's orders: each has a place of its own. */

const places: (Element | null)[] = [];

export function claimSlot(element: Element): void {
  const free = places.indexOf(null);
  places[free < 0 ? places.length : free] = element;
}

export function releaseSlot(element: Element): void {
  places[places.indexOf(element)] = null;
}

/** Stays the same over a reload: the element's id, else its place in the order of appearance. */
export function slotName(element: Element): string {
  return element.id || String(places.indexOf(element));
}
