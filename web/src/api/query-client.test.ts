import { MutationObserver, onlineManager } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { ApiProblem } from "./api-problem.ts";
import { createQueryClient } from "./query-client.ts";

afterEach(() => onlineManager.setOnline(true));

test("W20: a press that fails offline is over; nothing makes up for it once the network is back", async () => {
  const client = createQueryClient();
  client.mount();
  onlineManager.setOnline(false);
  const press = vi
    .fn<() => Promise<unknown>>()
    .mockRejectedValue(new ApiProblem("unreachable", "You’re offline."));
  const observer = new MutationObserver(client, { mutationFn: press });
  await expect(observer.mutate(undefined)).rejects.toThrow("You’re offline.");
  expect(observer.getCurrentResult()).toMatchObject({ isPaused: false, status: "error" });
  onlineManager.setOnline(true);
  await client.resumePausedMutations();
  expect(press).toHaveBeenCalledTimes(1);
  client.unmount();
});

test("W20: a read that is pressed for offline fails too, instead of waiting for the network", async () => {
  const client = createQueryClient();
  client.mount();
  onlineManager.setOnline(false);
  const read = vi
    .fn<() => Promise<unknown>>()
    .mockRejectedValue(new ApiProblem("unreachable", "You’re offline."));
  const asked = client.fetchQuery({ queryKey: ["bundle"], queryFn: read, retry: false });
  await expect(asked).rejects.toThrow("You’re offline.");
  onlineManager.setOnline(true);
  await client.resumePausedMutations();
  expect(read).toHaveBeenCalledTimes(1);
  client.unmount();
});
