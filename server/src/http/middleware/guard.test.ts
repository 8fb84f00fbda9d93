import { describe, expect, test } from "vitest";
import { createTestApp } from "../testing/test-app.ts";

const status = async (publicUrl: string, host: string): Promise<number> =>
  (await createTestApp({ publicUrl: new URL(publicUrl) }).ask("GET", "/audit", undefined, { host }))
    .status;

describe("F20: the Host that a proxy passes on", () => {
  test.each([
    ["https://console.example.com", "console.example.com"],
    ["https://console.example.com", "console.example.com:443"],
    ["https://console.example.com", "Console.Example.COM"],
    ["https://console.example.com", "console.example.com."],
    ["https://console.example.com", "console.example.com.:443"],
    ["https://console.example.com.", "console.example.com"],
    ["https://console.example.com:8443", "console.example.com:8443"],
    ["http://127.0.0.1", "127.0.0.1:80"],
    ["http://127.0.0.1:4400", "127.0.0.1:4400"],
    ["http://[::1]:4400", "[::1]:4400"],
    ["http://localhost:4400", "localhost.:4400"],
  ])("of %s may be %s", async (publicUrl, host) => {
    expect(await status(publicUrl, host)).toBe(200);
  });

  test.each([
    ["https://console.example.com", "console.example.com:80"],
    ["https://console.example.com", "console.example.com:8443"],
    ["https://console.example.com", "console.example.com.."],
    ["https://console.example.com", "console.example.com.evil.example"],
    ["https://console.example.com", "evil.example@console.example.com"],
    ["https://console.example.com", "console.example.com/evil"],
    ["https://console.example.com", "console.example.com, evil.example"],
    ["https://console.example.com", ""],
    ["https://console.example.com:8443", "console.example.com"],
    ["http://127.0.0.1:4400", "127.0.0.1"],
    ["http://127.0.0.1:4400", "0x7f.1.evil.example:4400"],
  ])("of %s is not %s", async (publicUrl, host) => {
    expect(await status(publicUrl, host)).toBe(403);
  });
});
