// The page that shows this frame, if it is one of those that may.
import { SsoError } from "./codes.js";
import { message, read } from "./messages.js";

export class Parent {
  #origins;
  #origin = null;
  #nonce = null;

  // heard: a function for each type of message; refused(origin) when a page asks that may not.
  constructor(origins, heard, refused) {
    this.#origins = new Set(origins);
    window.addEventListener("message", (event) => {
      const said = event.source === window.parent && window.parent !== window ? read(event.data) : null;
      if (said === null) {
        return;
      }
      if (!this.#origins.has(event.origin)) {
        refused(event.origin);
        const { code, message: text } = new SsoError("ORIGIN_REFUSED");
        if (event.origin.startsWith("https://")) {
          window.parent.postMessage(message("ERROR", said.nonce, { code, text }), event.origin); // others have no name to answer to
        }
      } else if (said.type === "HELLO") {
        this.#origin = event.origin;
        this.#nonce = said.nonce;
        heard.HELLO();
      } else if (event.origin === this.#origin && said.nonce === this.#nonce) {
        heard[said.type]?.(said);
      }
    });
  }

  // Says something to whoever said HELLO last, and to nobody before.
  say(type, body = {}) {
    if (this.#nonce !== null) {
      window.parent.postMessage(message(type, this.#nonce, body), this.#origin);
    }
  }
}
