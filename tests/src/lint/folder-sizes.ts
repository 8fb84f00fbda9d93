import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders whose folders each hold one noun (docs/architecture.md). */
const layers = ["domain", "store", "http"].map((layer) => `server/src/${layer}`);

const fewest = 3;
const most = 20;

/**
 * One sentence for each folder below `domain`, `store` and `http` of the repository at this path that holds fewer than three files
 * or more than twenty; tests beside the code count for the few and not for the many.
 */
export function folderSizeProblems(repository: string): string[] {
  return layers
    .flatMap((layer) => foldersBelow(repository, layer))
    .flatMap((folder) => {
      const files = readdirSync(join(repository, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);
      const sources = files.filter((name) => !/\.test\.tsx?$/.test(name));
      if (files.length < fewest)
        return `${folder} holds ${files.length} files: merge it with its neighbour.`;
      if (sources.length > most)
        return `${folder} holds ${sources.length} files without tests: give its second noun a folder.`;
      return [];
    });
}

function foldersBelow(repository: string, folder: string): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [`${folder}/${name}`, ...foldersBelow(repository, `${folder}/${name}`)]);
}
