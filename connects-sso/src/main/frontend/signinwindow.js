// A sign-in in a window of its own, which the user has to have asked for by a click in this frame.
import { SsoError } from "./codes.js";
import { answerIn, hasArrived, signInUrl } from "./finesse.js";
import { newNonce } from "./messages.js";

const LOOK_EVERY = 200;
const READY_WITHIN = 15000;
const PATIENCE = 5 * 60 * 1000;
const LOOKS = "popup,width=520,height=640";

export class SignInWindow {
  #window;
  #nonce = newNonce();

  // Has to be called in the click itself.
  constructor() {
    this.#window = window.open(`popup.html#nonce=${this.#nonce}`, "_blank", LOOKS);
    if (this.#window === null) {
      throw new SsoError("POPUP_BLOCKED");
    }
  }

  show() {
    this.#window.focus();
  }

  // The pair of tokens, once the user has signed in there. The window stays open.
  async tokens(user, refreshLifeSeconds) {
    await this.#ready();
    const asked = Date.now();
    this.#window.postMessage({ type: "GO", nonce: this.#nonce, url: signInUrl(user) }, location.origin);
    await this.#arrived();
    return answerIn(this.#window, asked, refreshLifeSeconds);
  }

  close() {
    this.#window.close();
  }

  // Leaves the window open, with words in it.
  fail(code) {
    if (!this.#window.closed) {
      this.#window.location.replace(`${new URL("popup.html", location.href)}#failed=${code}`);
    }
  }

  #ready() {
    return this.#until(READY_WITHIN, "FINESSE_DOWN", (done) => {
      const listener = ({ origin, source, data }) => {
        if (origin === location.origin && source === this.#window && data.type === "READY" && data.nonce === this.#nonce) {
          done();
        }
      };
      window.addEventListener("message", listener);
      return () => window.removeEventListener("message", listener);
    });
  }

  #arrived() {
    return this.#until(PATIENCE, "CANCELLED", (done) => {
      const looking = setInterval(() => hasArrived(this.#window) && done(), LOOK_EVERY);
      return () => clearInterval(looking);
    });
  }

  // Watches until it is done; fails when the window is closed before, or with the code when that takes too long.
  #until(patience, code, watch) {
    return new Promise((resolve, reject) => {
      const end = (settle, value) => {
        stop();
        clearInterval(watching);
        clearTimeout(late);
        settle(value);
      };
      const watching = setInterval(() => this.#window.closed && end(reject, new SsoError("CANCELLED")), LOOK_EVERY);
      const late = setTimeout(() => end(reject, new SsoError(code)), patience);
      const stop = watch(() => end(resolve));
    });
  }
}
