import { Me } from "@connect-console/shared/staff";
import { request } from "./request.ts";

/** A part of the page that is loaded when it is needed. Where it does not come, the sign-in may have ended at a proxy, which then says so instead. */
export function onDemand<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    try {
      return await load();
    } catch (error) {
      await request(Me, "/api/me");
      throw error;
    }
  };
}
