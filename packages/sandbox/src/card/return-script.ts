/** Sends the shopper back without a click; the page's button does the same without the script. */
export const RETURN_SCRIPT = `"use strict";
document.getElementById("return-form").submit();
`;
