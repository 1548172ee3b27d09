/** Properties that accept the same values as their attributes. */
import type { PropertyDeclaration } from "lit";

/** Values set by the page, by property. */
export type Wishes = Readonly<Record<string, unknown>>;

/**
 * Defines an accessor for each property with a converter. Lit wraps existing accessors
 * (https://lit.dev/docs/components/properties/#accessors-custom).
 */
export function acceptAttributeValues<Element>(
  element: {
    readonly prototype: Element;
    readonly properties: Readonly<Record<string, PropertyDeclaration>>;
  },
  read: (element: Element) => Wishes,
  write: (element: Element, wishes: Wishes) => void,
): void {
  for (const [name, { converter }] of Object.entries(element.properties))
    if (typeof converter === "function")
      Object.defineProperty(element.prototype, name, {
        configurable: true,
        get(this: Element): unknown {
          return read(this)[name];
        },
        set(this: Element, value: unknown) {
          write(this, {
            ...read(this),
            [name]: (converter as (value: unknown) => unknown)(value),
          });
        },
      });
}
