// The frame: for a page of an allowed origin it signs a user in at the Finesse node that it was loaded from, and keeps the tokens fresh.
import config from "./config.js";
import { textOf } from "./codes.js";
import { isText } from "./messages.js";
import { Panel } from "./panel.js";
import { Parent } from "./parent.js";
import { Session } from "./session.js";

const MODES = ["SSO", undefined];

let session = null;

const panel = new Panel({
  signIn: () => session?.signIn(),
  allowCookies: () => session?.allowCookies(),
});

const parent = new Parent(
  config.origins,
  {
    HELLO: () => parent.say("HELLO", { release: config.release }),
    LOGIN({ user, names = [], mode }) {
      if (!isText(user) || !Array.isArray(names) || !names.every(isText) || !MODES.includes(mode)) {
        return;
      }
      session?.close(false);
      session = new Session({ user, names }, config.refreshLifeSeconds, parent, panel);
      session.begin(mode);
    },
    RENEW: ({ token }) => session?.renew(token),
    LOGOUT() {
      session?.close(true);
      session = null;
      parent.say("LOGOUT");
    },
  },
  (origin) => panel.fail(`${textOf("ORIGIN_REFUSED")} (${origin})`),
);
