/** Problems with the cart, the order or the attempt to pay it. */
import type { ProblemText } from "./problem-text.ts";

export const ORDER_PROBLEMS = {
  unknown_sku: {
    why: "A line names a product that the merchant's catalog does not have.",
    developer:
      'The "errors" of the answer name the line. Compare its sku, letter by letter, with the catalog.',
    operator:
      "Is the product in the catalog that MALIPO_CATALOG points at? A file is read again when it changes; a file with a mistake is not taken over and the log says why.",
    shopper: "One of the products is no longer sold.",
  },
  quantity_too_large: {
    why: "A line asks for more of a product than one order may hold, or for so much that the sum can't be counted.",
    developer:
      'Offer no more than the "maxQuantity" of the line or of the catalog.',
    shopper: "Please choose a smaller quantity.",
  },
  cart_token_invalid: {
    why: "The cart token is not signed with this relay's cart secret, its time is over or too far away, or its claims are not as documented.",
    developer:
      'Sign it with HS256 and MALIPO_CART_SECRET, header "typ": "cart+jwt", "aud": "malipo", and an "exp" within 24 hours. The detail of the answer says which of these is wrong.',
    operator:
      "Relay and shop must hold the same MALIPO_CART_SECRET, and their clocks must agree.",
  },
  currency_unsupported: {
    why: "The currency is not one the relay can count in, or not the one that is asked for here.",
    developer:
      "Use one currency for the whole order, as its ISO 4217 code, and one that a configured method takes.",
  },
  amount_required: {
    why: "The payment link leaves the amount to the payer, and the request named none.",
    developer: 'Send "amount" with the order: what the payer chose.',
  },
  amount_not_allowed: {
    why: "The payment link has a fixed amount, and the request named another one.",
    developer: 'Leave "amount" out: the link says what is to be paid.',
  },
  amount_out_of_range: {
    why: "The amount is zero, or outside the limits of the payment link, of the method or of what can still be paid back.",
    developer:
      'Keep within "min" and "max" of the payment link, and of the method in the order\'s "methods".',
    shopper: "Please choose an amount within the limits shown.",
  },
  link_inactive: {
    why: "The merchant switched the payment link off, or its time is over.",
    developer:
      'Look at "active" of the link before you begin an order. The merchant can switch it on again.',
    shopper: "This link takes no payments any more. Nothing was charged.",
  },
  return_url_refused: {
    why: "The browser would be sent back to a page that does not belong to this shop.",
    developer:
      'Use a "returnUrl" on one of the origins that may use this relay.',
    operator: "Add the page's exact origin to MALIPO_ALLOWED_ORIGINS.",
  },
  order_not_changeable: {
    why: "Lines can be changed only while the order is open and nobody has tried to pay it.",
    developer: "Begin a new order with the new lines.",
  },
  order_closed: {
    why: "The order is paid, cancelled or expired.",
    developer:
      "Read the order: its outcome says what became of it. To sell again, begin a new order.",
    shopper: "This order is closed. Check your receipts before you pay again.",
  },
  order_under_review: {
    why: "Money may have moved for this order in a way that the relay can't count, so nothing more is charged and it can't be cancelled until a person has looked.",
    developer: "Show the merchant's contact and offer no further attempt.",
    operator:
      "Compare the order with the provider's statement and settle it with the shopper.",
    shopper: "Please contact the shop. Do not pay again.",
  },
  attempt_alive: {
    why: "An earlier attempt to pay this order is still alive or unconfirmed. A second one could charge the shopper twice.",
    developer:
      "Follow the attempt in the order, let the shopper check or cancel it, and offer another method when it has ended. A backend that cancels the order repeats the call then.",
    shopper: "A payment is still under way. Please do not pay again yet.",
  },
  method_unavailable: {
    why: "The method is not offered by this relay, or not for this order's amount or currency.",
    developer:
      'Offer only the "methods" of the order that say "available": true.',
    operator:
      "malipo check-config prints the methods that are offered and what is missing for others.",
  },
  phone_required: {
    why: "The method sends a prompt to a phone, and the request named none.",
    developer: 'Send the payer\'s "phone" with the attempt.',
  },
  phone_not_allowed: {
    why: "The method needs no phone, so a number sent along is refused rather than kept.",
    developer: 'Leave "phone" out for this method.',
  },
  phone_invalid: {
    why: "The number is not a Kenyan mobile number.",
    developer:
      "Take any usual spelling: 0712 345 678, 0112 345 678, 712345678, 254712345678 or +254 712 345 678.",
    shopper: "Please check the phone number.",
  },
  check_too_soon: {
    why: "The provider was asked about this attempt a moment ago; its answer can't have changed yet.",
    developer:
      "Wait for the seconds that Retry-After names. The event stream brings the answer by itself.",
  },
} as const satisfies Record<string, ProblemText>;
