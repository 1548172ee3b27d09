/** Everything the shop says, in one language. */

export interface ProductWords {
  /** What the picture shows. */
  readonly picture: string;
  readonly short: string;
  readonly long: string;
  readonly facts: readonly (readonly [label: string, text: string])[];
}

export interface Words {
  /** The language by its own name. */
  readonly self: string;
  readonly skip: string;
  readonly language: string;
  readonly home: string;
  readonly demo: string;
  readonly cart: string;

  readonly heroTitle: string;
  readonly heroLead: string;
  readonly heroButton: string;
  readonly shirts: string;
  readonly promises: readonly (readonly [title: string, text: string])[];
  readonly demoTitle: string;
  readonly demoSteps: readonly string[];
  readonly addToCart: string;
  readonly quantity: string;
  readonly otherShirts: string;
  readonly breadcrumb: string;
  readonly soldBy: string;

  readonly cartTitle: string;
  readonly cartEmptyTitle: string;
  readonly cartEmpty: string;
  readonly keepShopping: string;
  readonly added: (name: string) => string;
  readonly each: (price: string) => string;
  readonly fewer: (name: string, quantity: number) => string;
  readonly more: (name: string, quantity: number) => string;
  readonly remove: string;
  readonly removeThis: (name: string) => string;
  readonly total: string;
  readonly delivery: string;
  readonly checkout: string;
  readonly payingNeedsScript: string;

  readonly checkoutTitle: string;
  readonly checkoutLead: string;
  readonly backToCart: string;
  readonly checkoutSlow: string;
  readonly tryTitle: string;
  readonly trySteps: readonly string[];
  readonly testPhone: string;
  readonly testWallet: string;

  readonly thanksTitle: string;
  readonly thanksLead: string;
  readonly thanksNext: string;
  readonly thanksSteps: readonly string[];
  readonly thanksUnknownTitle: string;
  readonly thanksUnknown: string;
  readonly orderReference: string;
  readonly paidBy: string;
  readonly methods: Readonly<Record<string, string>>;
  readonly receipt: string;
  readonly amountPaid: string;

  readonly payWithLink: string;
  readonly giftCard: string;
  readonly support: string;
  readonly supportNigeria: string;
  readonly footerNote: string;

  readonly notFoundTitle: string;
  readonly notFound: string;
  readonly brokenTitle: string;
  readonly broken: string;
  readonly refusedTitle: string;
  readonly refused: string;

  /** By SKU. */
  readonly products: Readonly<Record<string, ProductWords>>;
}
