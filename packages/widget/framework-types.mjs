/** The element's types for the templates of frameworks, by file name, from its part of the manifest. */

const HEADER = `// Generated from the custom elements manifest.
import type { MalipoCheckout as Element } from "./types/index.d.ts";
`;

/** A property takes its value or, where that is no text, the attribute's text. */
const typeOf = (field, type) => {
  const value = `Element["${field}"]`;
  if (type === "boolean") return `${value} | ""`;
  return /["']|\bstring\b/.test(type) ? value : `${value} | string`;
};

/** By attribute, and by property where that has another name. */
function properties({ attributes, members }) {
  const types = new Map(
    members
      .filter(({ kind }) => kind === "field")
      .map(({ name, type }) => [name, typeOf(name, type.text)]),
  );
  const named = attributes.map(({ name, fieldName }) => [
    name,
    types.get(fieldName),
  ]);
  return [...new Map([...types, ...named])].map(
    ([name, type]) => `  ${JSON.stringify(name)}?: ${type} | undefined;\n`,
  );
}

const handlers = ({ events }, prefix) =>
  events.map(
    ({ name, description }) =>
      `  /** ${description} */\n  ${JSON.stringify(prefix + name)}?: ((event: GlobalEventHandlersEventMap["${name}"]) => void) | undefined;\n`,
  );

const attributesOf = (declaration) => `
/** What a page says to the element. */
export interface MalipoCheckoutAttributes {
${properties(declaration).join("")}}
`;

const eventsOf = (declaration, prefix) => `
export interface MalipoCheckoutEvents {
${handlers(declaration, prefix).join("")}}
`;

const react = (
  declaration,
) => `${HEADER}import type { DetailedHTMLProps, FunctionComponent, HTMLAttributes } from "react";
${attributesOf(declaration)}${eventsOf(declaration, "on")}
export type MalipoCheckoutProps = MalipoCheckoutAttributes &
  MalipoCheckoutEvents & { class?: string | undefined } &
  Omit<
    DetailedHTMLProps<HTMLAttributes<Element>, Element>,
    keyof MalipoCheckoutAttributes
  >;

/** The element for pages that are rendered on a server as well: React alone leaves out lists and handlers. */
export declare const MalipoCheckout: FunctionComponent<MalipoCheckoutProps>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "${declaration.tagName}": MalipoCheckoutProps;
    }
  }
}
`;

const vue = (declaration) =>
  `${HEADER}import type { HTMLAttributes, PublicProps } from "vue";
${attributesOf(declaration)}${eventsOf(declaration, "on")}
/** Templates write events as \`@malipo-outcome\`. */
type VueEvents = {
  [Name in keyof MalipoCheckoutEvents as Name extends \`onmalipo-\${infer Rest}\`
    ? \`onMalipo\${Capitalize<Rest>}\` | \`onMalipo-\${Rest}\`
    : never]?: MalipoCheckoutEvents[Name];
};

type Component = new () => {
  $props: MalipoCheckoutAttributes & VueEvents & HTMLAttributes & PublicProps;
};

declare module "vue" {
  interface GlobalComponents {
    "${declaration.tagName}": Component;
  }
}
`;

const svelte = (
  declaration,
) => `${HEADER}import type { HTMLAttributes } from "svelte/elements";
${attributesOf(declaration)}${eventsOf(declaration, "on")}
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "${declaration.tagName}": MalipoCheckoutAttributes &
      MalipoCheckoutEvents &
      Omit<HTMLAttributes<Element>, keyof MalipoCheckoutAttributes>;
  }
}
`;

export const frameworkTypes = (declaration) => ({
  "react.d.ts": react(declaration),
  "vue.d.ts": vue(declaration),
  "svelte.d.ts": svelte(declaration),
});
