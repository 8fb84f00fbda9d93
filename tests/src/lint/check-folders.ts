import { folderSizeProblems } from "./folder-sizes.ts";

const problems = folderSizeProblems(new URL("../../..", import.meta.url).pathname);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
