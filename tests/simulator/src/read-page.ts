import type { Context } from "hono";
import { StackOneError } from "./error.ts";

/** `page` from 1 and `page_size`, 25 without it. */
export function readPage(c: Context): { page: number; pageSize: number } {
  return { page: positive(c, "page", 1), pageSize: positive(c, "page_size", 25) };
}

function positive(c: Context, name: string, preset: number): number {
  const value = Number(c.req.query(name) ?? preset);
  if (!Number.isInteger(value) || value < 1) {
    throw new StackOneError(400, `${name} must be a positive number`);
  }
  return value;
}
