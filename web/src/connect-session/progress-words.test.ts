import { expect, test } from "vitest";
import { progressWords } from "./progress-words.ts";

const problem = (code: string) => ({ code, message: "" });

test("W3: only what differs is said to differ", () => {
  const sentence = (...codes: string[]) =>
    progressWords({
      progress: "connected_with_problem",
      attempt: null,
      problems: codes.map(problem),
    }).sentence;
  for (const code of ["owner_differs", "type_differs", "profile_differs", "outcome_differs"]) {
    expect(sentence(code)).toContain("not as promised");
    expect(sentence("void_link_used", code)).toContain("not as promised");
  }
  for (const code of ["void_link_used", "second_account", "account_gone", "broke_soon_after"])
    expect(sentence(code)).not.toContain("promised");
});
