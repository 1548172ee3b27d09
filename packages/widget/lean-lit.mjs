/**
 * Takes out of Lit's templates what ours never use. Each text must be found, so that another Lit stops the build. The
 * built files are what the end-to-end tests run against.
 */
const UNUSED = [
  // Directives: a value is what it is.
  [
    "{if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}",
    "{return i}",
  ],
  // svg`` and mathml`` templates.
  ['2===i?"<svg>":3===i?"<math>":""', '""'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ""],
  [
    ",2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}",
    ");",
  ],
  // Values in the place of an attribute's name: only directives stand there.
  [":6===r.type&&(i=new Z(h,this,t))", ":0"],
  [
    "else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));",
    "",
  ],
  // Being told when it leaves the page: only directives want to know.
  ["setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}", ""],
  ["this._$AP?.(!1,!0,s)", ""],
  ["get _$AU(){return this._$AM?._$AU??this._$Cv}", ""],
  [
    "get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}",
    "",
  ],
  ["get _$AU(){return this._$AM._$AU}u(t)", "u(t)"],
  [",this._$Cv=e?.isConnected??!0", ""],
  // Values in the text of script, style, textarea and title elements, and in comments.
  [
    'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
    "",
  ],
  ['y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p', "c=p"],
  [
    "if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}",
    "r.data===n&&d.push({type:2,index:l});",
  ],
  // Listeners that are objects, and with options of their own.
  [
    "e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,",
    "e=t===A&&s!==A,",
  ],
  [
    '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)',
    "this._$AH.call(this.options?.host??this.element,t)",
  ],
  ["get startNode(){return this._$AA}get endNode(){return this._$AB}", ""],
  // Rendering into another document, and before another node.
  ["(t?.creationScope??l)", "l"],
  ["const e=s?.renderBefore??i;", "const e=i;"],
  ["const t=s?.renderBefore??null;", "const t=null;"],
  // Polyfills of shadow DOM, and the warning of several versions.
  ['B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");', ""],
];

export const leanLit = {
  name: "lean-lit",
  transform(code, id) {
    if (!/[\\/]lit-html\.js$/.test(id)) return;
    let lean = code;
    for (const [text, less] of UNUSED) {
      if (!lean.includes(text))
        this.error(`lit-html has changed: ${text} was not found`);
      lean = lean.replace(text, () => less);
    }
    return { code: lean, map: null };
  },
};
