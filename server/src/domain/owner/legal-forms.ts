/** What a company may be by law, as the end of its name says it; the list is open, and a form that is missing costs a warning only. */
const legalForms = [
  ..."inc incorporated corp corporation co company ltd limited llc llp lp plc pbc".split(" "),
  ..."gmbh mbh ggmbh ag kg kgaa ug ohg gbr ev eg se haftungsbeschränkt".split(" "),
  ..."sa sas sasu sarl eurl snc srl srls spa sl slu sau ltda eireli lda".split(" "),
  ..."bv nv vof cv bvba ab hb as asa aps is oy oyj ou uab sia ehf hf".split(" "),
  ..."sro kft zrt nyrt bt doo dd ad ood eood ooo oao zao pao tov pty pte pvt private".split(" "),
  ..."kk gk bhd sdn tbk pt jsc pjsc fze fzco fzllc wll saoc".split(" "),
  "a s",
  "s r o",
  "d o o",
  "sp z oo",
  "sp zoo",
  "spol s ro",
  "sa rl",
  "sa de cv",
  "株式会社",
  "有限会社",
  "有限公司",
];

const longestForm = 3;

/** The words without the legal forms at their end ("GmbH & Co. KG" too); a name that is nothing else stays. `spell` is how the words are spelled. */
export function withoutLegalForms(words: string[], spell: (word: string) => string): string[] {
  const forms = spelledForms(spell);
  let rest = words;
  for (;;) {
    const length = formAtTheEnd(rest, forms);
    if (length === 0) return rest;
    rest = rest.slice(0, -length);
  }
}

/** of how many words; 0: none, or the name is nothing else */
function formAtTheEnd(words: string[], forms: Set<string>): number {
  for (let count = Math.min(longestForm, words.length - 1); count > 0; count -= 1)
    if (forms.has(words.slice(-count).join(" "))) return count;
  return 0;
}

const spelled = new WeakMap<(word: string) => string, Set<string>>();

function spelledForms(spell: (word: string) => string): Set<string> {
  const known = spelled.get(spell);
  if (known) return known;
  const forms = new Set(legalForms.map((form) => form.split(" ").map(spell).join(" ")));
  spelled.set(spell, forms);
  return forms;
}
