/**
 * The element as a React component, for pages that are rendered on a server as well. React 19 leaves lists out of what its
 * server sends, and when it hydrates it neither sets them nor listens to events of custom elements. As attributes, lists
 * arrive in every case, also before the element is defined.
 */
import { createElement, useEffect, useRef } from "react";
import type { ReactNode } from "react";

type Props = Readonly<Record<string, unknown>> & {
  readonly children?: ReactNode;
  readonly ref?:
    ((element: Element | null) => unknown) | { current: unknown } | null;
};

const EVENT = /^on(?=malipo-)/;

const toAttribute = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

const isOwn = (name: string): boolean =>
  !/^(?:children|className|dangerouslySetInnerHTML|key|ref|style|on[A-Z]\w*)$/.test(
    name,
  );

function toText(name: string, value: unknown): unknown {
  if (name === "methods" && Array.isArray(value)) return value.join(" ");
  if (typeof value === "boolean") return value ? "" : undefined;
  return typeof value === "object" && value !== null
    ? JSON.stringify(value)
    : (value ?? undefined);
}

/** Takes the attributes and events of the element, and whatever any element of React takes. */
export function MalipoCheckout({ ref, children, words, ...props }: Props) {
  const element = useRef<Element>(null);
  const latest = useRef<Props>(props);
  const entries = Object.entries(props).filter(([name]) => !EVENT.test(name));
  const events = Object.keys(props).filter((name) => EVENT.test(name));
  const listened = events.join(" ");

  useEffect(() => {
    latest.current = props;
    // The only property without an attribute.
    if (words !== undefined && element.current)
      Object.assign(element.current, { words });
  });
  useEffect(() => {
    const ended = new AbortController();
    for (const name of listened.split(" ").filter(Boolean))
      element.current?.addEventListener(
        name.replace(EVENT, ""),
        (event) => {
          const handler = latest.current[name];
          if (typeof handler === "function")
            (handler as (event: Event) => void)(event);
        },
        { signal: ended.signal },
      );
    return () => {
      ended.abort();
    };
  }, [listened]);

  return createElement(
    "malipo-checkout", // without an import, this file is one file
    {
      ...Object.fromEntries(
        entries.map(([name, value]) =>
          isOwn(name)
            ? [toAttribute(name), toText(name, value)]
            : [name, value],
        ),
      ),
      ref: (found: Element | null) => {
        element.current = found;
        if (typeof ref === "function") ref(found);
        else if (ref) ref.current = found;
      },
    },
    children,
  );
}
