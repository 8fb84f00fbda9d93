import { looksLike } from "./confusable-letters.ts";

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

const forms: ReadonlySet<string> = new Set(
  legalForms.map((form) => form.split(" ").map(looksLike).join(" ")),
);
const longestForm = 3;

/** The words without the legal forms at their end ("GmbH & Co. KG" too); a name that is nothing else stays. Words and forms are compared as they look. */
export function withoutLegalForms(words: string[]): string[] {
  let rest = words;
  for (;;) {
    const length = formAtTheEnd(rest);
    if (length === 0) return rest;
    rest = rest.slice(0, -length);
  }
}

/** of how many words; 0: none, or the name is nothing else */
function formAtTheEnd(words: string[]): number {
  for (let count = Math.min(longestForm, words.length - 1); count > 0; count -= 1)
    if (forms.has(words.slice(-count).join(" "))) return count;
  return 0;
}
