/** The colours of both themes, and the guard of the accent's contrast. Computed, because each list is needed more than once. */

/** Each can be set by the page as `--malipo-<name>`. Text on its ground has a contrast of 4.5 at least. */
export const COLOURS: readonly (readonly [
  name: string,
  light: string,
  dark: string,
])[] = [
  ["accent", "#0a6b4a", "#5fd8a8"],
  ["on-accent", "#fff", "#06281b"],
  ["background", "#fff", "#141a17"],
  ["surface", "#f4f7f5", "#1c2420"],
  ["text", "#15201b", "#eef3f0"],
  ["muted", "#55625b", "#a3b0a9"],
  ["border", "#dbe2de", "#2f3a34"],
  ["edge", "#7b8881", "#7b8881"],
  ["good", "#14762f", "#6fdc7f"],
  ["bad", "#b3261e", "#ff9087"],
  ["warn", "#855000", "#f2bd68"],
];

const declarations = (
  scheme: string,
  pick: (light: string, dark: string) => string,
): string =>
  `color-scheme:${scheme};` +
  COLOURS.map(
    ([name, light, dark]) =>
      `--${name}:var(--malipo-${name},${pick(light, dark)});`,
  ).join("") +
  "--fill:var(--accent);--ink:var(--accent)";

/**
 * `colour`, moved towards black or white until its contrast with `ground` is 5.1: 4.5 on the surface too, which differs
 * a little from the background. A formula of colours sees only one of them, so the ground's luminance travels as the
 * alpha channel of their mix: alpha is (1 + luminance) / 2, and each channel has to be multiplied by 2 * alpha.
 */
const guarded = (colour: string, ground: string): string => {
  const channel = (name: string, white: number): string =>
    `calc(${name}*var(--k)*(1 - var(--t)) + ${white}*var(--t))`;
  return (
    `color(from color-mix(in xyz-d65,${colour},color(from ${ground} xyz-d65 0 0 0/y)) xyz-d65 ` +
    `${channel("x", 0.9505)} ${channel("y", 1)} ${channel("z", 1.089)}/1)`
  );
};

/** Under this luminance white has more contrast than black. */
const MIDDLE = 0.179;
/** Black or white, whatever has more contrast with the accent. */
const plain = `color(from var(--fill) xyz-d65 ${[0.9505, 1, 1.089].map((white) => `calc(${white}*clamp(0,(${MIDDLE} - y)*1e6,1))`).join(" ")})`;

/*
 * `--fill` is the accent as a ground, which is opaque; `--ink` is it as text, edge and focus ring. `--d`: 1 on a dark ground; `--k`: how much to darken on a light
 * one; `--t`: how much to lighten on a dark one. They are put in where their channels mean something. An element can't
 * have a ground in its own text's colour, so that currentColor stands for the text's.
 */
const guard =
  `.theme.theme{--d:clamp(0,(${1 + MIDDLE} - 2*alpha)*1e6,1);` +
  `--k:2*alpha*clamp(0,1 - (1 - var(--d))*(1 - ((2*alpha - .95)/5.1 - .05)/max(2*alpha*y,1e-9)),1);` +
  `--t:var(--d)*clamp(0,((2*alpha - .95)*5.1 - .05 - 2*alpha*y)/max(1 - 2*alpha*y,1e-9),1);` +
  `--fill:rgb(from var(--accent) r g b/1);` +
  `--ink:${guarded("var(--fill)", "var(--background)")};` +
  `--on-accent:${guarded(`rgb(from var(--malipo-on-accent,${plain}) r g b/1)`, "var(--fill)")}}` +
  `@container style(--malipo-accent:currentColor) or style(--malipo-accent:currentcolor){.theme{--accent:var(--text)!important}}`;

/** `auto` is the color-scheme that the page has where the element stands; light in browsers that can't tell. */
export const palette =
  `.theme{${declarations("light", (light) => light)}}` +
  `.theme.dark{${declarations("dark", (_, dark) => dark)}}` +
  `@supports (color:light-dark(red,red)){.theme.auto{${declarations("inherit", (light, dark) => `light-dark(${light},${dark})`)}}}` +
  `@supports (color:color(from red xyz-d65 calc(x*1) y z/calc(alpha*1))){${guard}}`;
