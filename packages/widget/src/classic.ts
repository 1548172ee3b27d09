/** Types of `malipo.classic.js`: it registers the element and exports nothing. */
export {};
