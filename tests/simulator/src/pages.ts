import { html, raw } from "hono/html";
import type { Profile } from "./state.ts";

/** The pages that a customer sees: behind the auth link, at the provider, and after it. */

const style = raw(`
  :root { color-scheme: light; font: 16px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; background: #f3f4f8; color: #1c2030; }
  .strip { background: #ffe8b3; color: #4d3800; text-align: center; padding: .4rem 1rem; font-size: .875rem; }
  main { max-width: 34rem; margin: 2.5rem auto; padding: 0 1rem; }
  .card { background: #fff; border: 1px solid #dfe2ea; border-radius: 14px; box-shadow: 0 10px 30px rgb(28 32 48 / 8%); padding: 2rem; }
  .hub { padding: 0; overflow: hidden; min-height: 36rem; }
  h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .75rem; }
  p, ul { margin: 0 0 1rem; color: #454c60; }
  ul { padding-left: 1.2rem; }
  .quiet { font-size: .875rem; color: #5a6175; }
  .buttons { display: grid; gap: .6rem; margin-top: 1.5rem; }
  button { font: inherit; font-weight: 600; padding: .65rem 1rem; border-radius: 9px; border: 1px solid #c6cbd8; background: #fff; color: #1c2030; cursor: pointer; }
  button.primary { background: #1f5fd0; border-color: #1f5fd0; color: #fff; }
  button:focus-visible { outline: 3px solid #8fb4f5; outline-offset: 2px; }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; }
`);

function page(title: string, body: unknown) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <div class="strip">
          Simulator of StackOne: nothing here is real, nothing leaves this machine.
        </div>
        <main>${body}</main>
      </body>
    </html>`;
}

export const hubScript = "/assets/stackone-hub-1.11.4.js";

/** Behind the auth link: StackOne's own web component, asking this simulator. An expired token shows what the Hub shows. */
export function authLinkPage(token: string, origin: string) {
  return page(
    "Connect your account",
    html`<div class="card hub">
        <stackone-hub
          token="${token}"
          base-url="${origin}"
          app-url="${origin}"
          height="36rem"
          theme="light"
        ></stackone-hub>
      </div>
      <script src="${hubScript}" defer></script>`,
  );
}

interface Consent {
  name: string;
  profile: Profile;
  owner: string;
  action: string;
  token: string;
  attemptId: string;
  redirectUri: string;
}

export function consentPage(consent: Consent) {
  const { name, owner } = consent;
  return page(
    `Sign in to ${name}`,
    html`<form class="card" method="post" action="${consent.action}">
      <h1>${name} asks: let StackOne reach the data of ${owner}?</h1>
      <p>If you approve, StackOne can</p>
      <ul>
        <li>read and write records in ${name}</li>
        <li>stay connected until you take the permission away</li>
      </ul>
      <p class="quiet">
        Connector profile ${consent.profile.name}, version ${consent.profile.version}
      </p>
      <input type="hidden" name="token" value="${consent.token}" />
      <input type="hidden" name="connection_attempt_id" value="${consent.attemptId}" />
      <input type="hidden" name="redirect_uri" value="${consent.redirectUri}" />
      <div class="buttons">
        <button class="primary" name="decision" value="approve">Approve</button>
        <button name="decision" value="deny">Deny</button>
        <div class="pair">
          <button name="decision" value="approve_slowly">Approve slowly</button>
          <button type="button" onclick="window.close()">Walk away</button>
        </div>
      </div>
    </form>`,
  );
}

/** Closes the pop-up; the Hub learns the result by asking for the attempt. */
export function callbackPage() {
  return page(
    "Done",
    html`<div class="card">
        <h1>Done</h1>
        <p>You can close this window.</p>
      </div>
      <script>
        window.close();
      </script>`,
  );
}

export function messagePage(title: string, text: string) {
  return page(
    title,
    html`<div class="card">
      <h1>${title}</h1>
      <p>${text}</p>
    </div>`,
  );
}
