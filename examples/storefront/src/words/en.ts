import type { Words } from "./words.ts";

export const EN: Words = {
  self: "English",
  skip: "Skip to the content",
  language: "Language",
  home: "Duka la Mashati, to the front page",
  demo: "A demo shop: no money moves.",
  cart: "Cart",

  heroTitle: "Three shirts. Made slowly, worn often.",
  heroLead:
    "We cut and sew in Nairobi, a few dozen at a time, and sell nothing that we would not wear ourselves.",
  heroButton: "See the shirts",
  shirts: "The shirts",
  promises: [
    [
      "Pay the way you like",
      "M-Pesa, card, Airtel Money or Paybill. The price you see is the price you pay.",
    ],
    [
      "Never charged twice",
      "If the network drops while you pay, come back: your payment is found again.",
    ],
    [
      "Delivered in Nairobi",
      "Free within two working days. Exchange any shirt within 30 days.",
    ],
  ],
  demoTitle: "New here?",
  demoSteps: [
    "Add a shirt to the cart and pay on the test phone, with M-Pesa, Airtel Money or Paybill.",
    "Send naira from the test wallet: open “Support from Nigeria” and send the amount shown, with its narration.",
  ],
  addToCart: "Add to cart",
  quantity: "Quantity",
  otherShirts: "The other shirts",
  breadcrumb: "You are here",
  soldBy: "Sewn in Nairobi",

  cartTitle: "Your cart",
  cartEmptyTitle: "Your cart is empty",
  cartEmpty: "Nothing in here yet. Three good shirts are waiting.",
  keepShopping: "Keep shopping",
  added: (name) => `${name} is in your cart.`,
  each: (price) => `${price} each`,
  fewer: (name, quantity) => `One fewer of ${name}, now ${quantity}`,
  more: (name, quantity) => `One more of ${name}, now ${quantity}`,
  remove: "Remove",
  removeThis: (name) => `Remove ${name}`,
  total: "Total",
  delivery: "Delivery within Nairobi is free.",
  checkout: "Checkout",
  payingNeedsScript:
    "Paying needs JavaScript. Please turn it on and reload the page. Your cart is kept.",

  checkoutTitle: "Checkout",
  checkoutLead: "You pay on this page and come back to us with a receipt.",
  backToCart: "Back to the cart",
  checkoutSlow:
    "The checkout is still loading. If your connection is slow, wait a moment or reload the page.",
  tryTitle: "Trying it out?",
  trySteps: [
    "M-Pesa or Airtel Money: pay with 0712 345 600, open the test phone in a second tab and enter any PIN. 0000 is a wrong PIN.",
    "Numbers that end in 01 pay automatically; 02 lacks funds, 03 cancels, 05 never answers.",
    "Paybill: on the test phone, under Lipa na M-PESA, pay to the number and account shown here.",
    "Card: the test page pays, declines or cancels, as you choose.",
  ],
  testPhone: "Open the test phone",
  testWallet: "Open the test wallet",

  thanksTitle: "Asante! Thank you.",
  thanksLead: "We've received your payment and are packing your shirts.",
  thanksNext: "What happens next",
  thanksSteps: [
    "We pack your shirts today and call you before we come.",
    "You get them within two working days, anywhere in Nairobi.",
    "Something wrong? Tell us the order number within 30 days.",
  ],
  thanksUnknownTitle: "No order to show",
  thanksUnknown: "We found no order that was just paid in this browser.",
  orderReference: "Order",
  paidBy: "Paid by",
  methods: {
    mpesa: "M-Pesa",
    card: "Card",
    airtel: "Airtel Money",
    paybill: "M-Pesa Paybill",
    flexpay: "FlexPay",
  },
  receipt: "Receipt",
  amountPaid: "Amount paid",

  payWithLink: "Pay with a link",
  giftCard: "Gift card, KES 1,000",
  support: "Support the shop",
  supportNigeria: "Support from Nigeria, NGN",
  footerNote:
    "A demo shop that shows Malipo, the checkout for Almara Pay and FlexPay. The shirts are drawn.",

  notFoundTitle: "Page not found",
  notFound: "The page has moved or doesn't exist. The shirts are still here.",
  brokenTitle: "Something went wrong on our side",
  broken:
    "Please try again in a moment. Your cart is kept, and nothing was charged by this page.",
  refusedTitle: "Something is wrong with this request",
  refused: "We could not read what was sent. Please go back and try again.",

  products: {
    "SHRT-BLK-XL-9981": {
      picture:
        "Black long-sleeved shirt with a spread collar and ivory buttons",
      short: "Long sleeves, spread collar.",
      long: "The one for evenings and interviews. A dense cotton twill that holds its black wash after wash, with ivory buttons that make it less solemn.",
      facts: [
        ["Size", "XL, chest 118 cm"],
        ["Cloth", "Cotton twill, 140 g/m²"],
        ["Fit", "Regular, long sleeves"],
        ["Care", "Wash at 30 °C with dark colours"],
      ],
    },
    "SHRT-BLU-L-4421": {
      picture:
        "Light blue striped shirt with a button-down collar and a chest pocket",
      short: "Striped Oxford, button-down.",
      long: "The one for every day. A soft Oxford cloth with fine white stripes, a collar that stays down and a pocket for the pen you always lose.",
      facts: [
        ["Size", "L, chest 112 cm"],
        ["Cloth", "Cotton Oxford, 130 g/m²"],
        ["Fit", "Regular, long sleeves"],
        ["Care", "Wash at 40 °C"],
      ],
    },
    "SHRT-GRN-M-7712": {
      picture:
        "Green short-sleeved shirt with an open collar and a pattern of golden leaves",
      short: "Short sleeves, coffee leaves.",
      long: "The one for the weekend. Open collar, short sleeves and a print of coffee leaves and berries, as they grow on the slopes above Nyeri.",
      facts: [
        ["Size", "M, chest 106 cm"],
        ["Cloth", "Cotton poplin, 110 g/m²"],
        ["Fit", "Relaxed, short sleeves"],
        ["Care", "Wash at 30 °C, iron inside out"],
      ],
    },
  },
};
