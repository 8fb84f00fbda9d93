import type { OwnerImports } from "../ports/owner-imports.ts";
import type { MemoryState } from "./memory-state.ts";

/** Imports of a memory store that are under way. */
export function memoryOwnerImports(state: () => MemoryState): OwnerImports {
  const of = (id: string) => state().ownerImports.find(({ job }) => job.id === id);
  return {
    async stage(id, rows) {
      const job = { id, by: { id: "", name: "" }, requestId: "" };
      state().ownerImports.push({ job, decided: false, rows: structuredClone(rows) });
    },
    async decide(job) {
      const found = of(job.id);
      if (found) Object.assign(found, { job, decided: true });
    },
    next: async () => state().ownerImports.find(({ decided }) => decided)?.job,
    rows: async (id, limit) => structuredClone(of(id)?.rows.slice(0, limit) ?? []),
    async applied(id, ownerIds) {
      const found = of(id);
      if (found) found.rows = found.rows.filter((row) => !ownerIds.includes(row.id));
    },
    async finish(id) {
      state().ownerImports = state().ownerImports.filter(({ job }) => job.id !== id);
    },
    async deleteUndecided() {
      state().ownerImports = state().ownerImports.filter(({ decided }) => decided);
    },
  };
}
