import type { Words } from "./words.ts";

export const SW: Words = {
  self: "Kiswahili",
  skip: "Ruka hadi maudhui",
  language: "Lugha",
  home: "Duka la Mashati, ukurasa wa mwanzo",
  demo: "Duka la maonyesho: hakuna pesa halisi.",
  cart: "Kikapu",

  heroTitle: "Mashati matatu. Yameshonwa polepole, huvaliwa mara nyingi.",
  heroLead:
    "Tunakata na kushona Nairobi, machache kwa wakati mmoja, na hatuuzi shati ambalo sisi wenyewe hatungelivaa.",
  heroButton: "Tazama mashati",
  shirts: "Mashati",
  promises: [
    [
      "Lipa unavyopenda",
      "M-Pesa, kadi, Airtel Money au Paybill. Bei unayoiona ndiyo bei unayolipa.",
    ],
    [
      "Hutozwi mara mbili",
      "Mtandao ukikatika unapolipa, rudi tu: malipo yako yatapatikana tena.",
    ],
    [
      "Tunakuletea Nairobi",
      "Bila malipo, ndani ya siku mbili za kazi. Unaweza kubadilisha shati ndani ya siku 30.",
    ],
  ],
  demoTitle: "Mara ya kwanza hapa?",
  demoSteps: [
    "Weka shati kikapuni ulipe kwa simu ya majaribio: hupokea maombi ya M-Pesa na Airtel Money, na hulipa bili kwa mkono.",
    "Tuma naira kutoka pochi ya majaribio: fungua “Changia kutoka Nigeria” utume kiasi kinachoombwa, pamoja na maelezo yake.",
  ],
  addToCart: "Weka kikapuni",
  quantity: "Idadi",
  otherShirts: "Mashati mengine",
  breadcrumb: "Uko hapa",
  soldBy: "Limeshonwa Nairobi",

  cartTitle: "Kikapu chako",
  cartEmptyTitle: "Kikapu chako hakina kitu",
  cartEmpty: "Bado hujaweka kitu. Mashati matatu mazuri yanakusubiri.",
  keepShopping: "Endelea kununua",
  added: (name) => `${name} limewekwa kikapuni.`,
  each: (price) => `${price} kila moja`,
  fewer: (name, quantity) => `Punguza ${name}, sasa ${quantity}`,
  more: (name, quantity) => `Ongeza ${name}, sasa ${quantity}`,
  remove: "Ondoa",
  removeThis: (name) => `Ondoa ${name}`,
  total: "Jumla",
  delivery: "Kuletewa ndani ya Nairobi ni bure.",
  checkout: "Nenda kulipa",
  payingNeedsScript:
    "Kulipa kunahitaji JavaScript: tafadhali iwashe kwa ukurasa huu, kisha upakie tena. Kikapu chako kimehifadhiwa.",

  checkoutTitle: "Malipo",
  checkoutLead: "Unalipa kwenye ukurasa huu, kisha unarudi kwetu na risiti.",
  backToCart: "Rudi kikapuni",
  checkoutSlow:
    "Sehemu ya malipo bado inapakiwa. Mtandao ukiwa polepole, subiri kidogo au pakia ukurasa tena.",
  tryTitle: "Unajaribu?",
  trySteps: [
    "M-Pesa au Airtel Money: lipa kwa 0712 345 600, fungua simu ya majaribio katika kichupo kingine na uandike PIN yoyote. 0000 ni PIN isiyo sahihi.",
    "Namba zinazoishia 01 hulipa zenyewe; 02 haina pesa za kutosha, 03 hughairi, 05 haijibu.",
    "Paybill: kwenye simu ya majaribio, chini ya Lipa na M-PESA, lipa kwa namba na akaunti zinazoonyeshwa hapa.",
    "Kadi: ukurasa wa majaribio hulipa, hukataa au hughairi, upendavyo.",
  ],
  testPhone: "Fungua simu ya majaribio",
  testWallet: "Fungua pochi ya majaribio",

  thanksTitle: "Asante sana!",
  thanksLead: "Tumepokea malipo yako na tunafungasha mashati yako.",
  thanksNext: "Kinachofuata",
  thanksSteps: [
    "Tunafungasha mashati yako leo, na tutakupigia simu kabla ya kuja.",
    "Utayapata ndani ya siku mbili za kazi, popote Nairobi.",
    "Kuna tatizo? Tuambie nambari ya oda ndani ya siku 30.",
  ],
  thanksUnknownTitle: "Hakuna oda ya kuonyesha",
  thanksUnknown:
    "Ukurasa huu hushukuru kwa oda, lakini anwani hii haitaji oda iliyolipwa sasa hivi kwa kivinjari hiki.",
  orderReference: "Oda",
  paidBy: "Imelipwa kwa",
  methods: {
    mpesa: "M-Pesa",
    card: "Kadi",
    airtel: "Airtel Money",
    paybill: "M-Pesa Paybill",
    flexpay: "FlexPay",
  },
  receipt: "Risiti",
  amountPaid: "Kiasi kilicholipwa",

  payWithLink: "Lipa kwa kiungo",
  giftCard: "Kadi ya zawadi, KES 1,000",
  support: "Changia duka",
  supportNigeria: "Changia kutoka Nigeria, NGN",
  footerNote:
    "Duka la maonyesho la Malipo, njia ya kulipia kwa Almara Pay na FlexPay. Mashati yamechorwa.",

  notFoundTitle: "Hakuna kitu kwenye anwani hii",
  notFound: "Ukurasa umehamishwa, au haukuwahi kuwepo. Mashati bado yapo.",
  brokenTitle: "Kumetokea hitilafu upande wetu",
  broken:
    "Tafadhali jaribu tena baada ya muda mfupi. Kikapu chako kimehifadhiwa, na ukurasa huu haujatoza chochote.",
  refusedTitle: "Haikufaulu",
  refused: "Hatukuweza kusoma kilichotumwa. Tafadhali rudi ujaribu tena.",

  products: {
    "SHRT-BLK-XL-9981": {
      picture: "Shati jeusi la mikono mirefu lenye vifungo vyeupe",
      short: "Mikono mirefu, kola pana.",
      long: "La jioni na la mahojiano ya kazi. Pamba nzito inayobaki nyeusi hata baada ya kufuliwa mara nyingi, na vifungo vyeupe vinavyolichangamsha.",
      facts: [
        ["Saizi", "XL, kifua sm 118"],
        ["Kitambaa", "Pamba (twill), 140 g/m²"],
        ["Mkao", "Wa kawaida, mikono mirefu"],
        ["Utunzaji", "Fua kwa 30 °C na nguo za rangi nyeusi"],
      ],
    },
    "SHRT-BLU-L-4421": {
      picture: "Shati la bluu lenye mistari, kola ya vifungo na mfuko kifuani",
      short: "Mistari, kola ya vifungo.",
      long: "La kila siku. Kitambaa laini cha Oxford chenye mistari myembamba myeupe, kola inayotulia na mfuko wa kalamu ambayo hupotea kila mara.",
      facts: [
        ["Saizi", "L, kifua sm 112"],
        ["Kitambaa", "Pamba (Oxford), 130 g/m²"],
        ["Mkao", "Wa kawaida, mikono mirefu"],
        ["Utunzaji", "Fua kwa 40 °C"],
      ],
    },
    "SHRT-GRN-M-7712": {
      picture:
        "Shati la kijani la mikono mifupi lenye kola wazi na majani ya dhahabu",
      short: "Mikono mifupi, majani ya kahawa.",
      long: "La wikendi. Kola wazi, mikono mifupi na picha za majani na matunda ya kahawa, kama yanavyokua kwenye miteremko ya Nyeri.",
      facts: [
        ["Saizi", "M, kifua sm 106"],
        ["Kitambaa", "Pamba (poplin), 110 g/m²"],
        ["Mkao", "Mpana kidogo, mikono mifupi"],
        ["Utunzaji", "Fua kwa 30 °C, piga pasi upande wa ndani"],
      ],
    },
  },
};
