// The page's half: signs a user in at a Finesse node through the frame that is hosted there. Events: `token` with { token, expiresIn, user } whenever
// there is a new one; `interaction` with { code, text } when the user has to click in the frame, which shows itself; `endssoon` with { seconds };
// `failed` with { code, text }; `signedout` when the user has signed out, here or in another tab.
import { SsoError } from "./codes.js";
import { message, newNonce, read } from "./messages.js";

const HELLO_EVERY = 250;

export class FinesseSignIn extends EventTarget {
  #container;
  #helloWithin;
  #frame;
  #origin;
  #nonce;
  #isGreeted;
  #greeted;
  #greeting;
  #late;
  #login = null;
  #token = null;
  #waiting = [];
  #listener = (event) => this.#heard(event);

  // frame: where frame.html is on a Finesse node; container: the element that shows it when it is needed.
  constructor({ frame, container, helloWithin = 10000 }) {
    super();
    this.#container = container;
    this.#helloWithin = helloWithin;
    window.addEventListener("message", this.#listener);
    this.#load(frame);
  }

  // The newest access token; null before the first.
  get token() {
    return this.#token;
  }

  // Signs in; names are others by which Finesse may call this user, such as the peripheral id. With the mode "SSO" Finesse is not asked how the user
  // signs in. Completes with the first token, however long the user takes; fails with an SsoError when waiting makes no sense.
  signIn(user, { names = [], mode } = {}) {
    this.#login = { user, names, mode };
    return this.#ask("LOGIN", this.#login);
  }

  // Finesse did not accept this token: completes with a better one. Fails when nobody is signed in.
  renew(rejected) {
    return this.#login === null ? Promise.reject(new SsoError("SIGNED_OUT")) : this.#ask("RENEW", { token: rejected });
  }

  // After a failover: the same user at the other node, which has sessions of its own. Completes with a token that it gave.
  moveTo(frame) {
    this.#unload();
    this.#load(frame);
    return this.#login === null ? this.#greeted.promise : this.#ask("LOGIN", this.#login);
  }

  // Forgets the tokens, in other tabs too. The identity provider still knows the browser.
  signOut() {
    this.#forget();
    this.#say("LOGOUT");
  }

  close() {
    window.removeEventListener("message", this.#listener);
    this.#unload();
  }

  async #ask(type, body) {
    await this.#greeted.promise;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#say(type, body);
    });
  }

  #load(frame) {
    this.#origin = new URL(frame).origin;
    this.#frame = document.createElement("iframe");
    this.#frame.title = "Sign-in to Cisco Finesse";
    this.#frame.style.cssText = "border:0;width:100%;height:120px";
    this.#show(false);
    this.#frame.src = frame;
    this.#greeted = deferred();
    this.#expect(frame);
    this.#frame.addEventListener("load", () => this.#greet(frame));
    this.#container.append(this.#frame);
  }

  #unload() {
    clearTimeout(this.#late);
    clearInterval(this.#greeting);
    this.#frame.remove();
    this.#token = null;
  }

  // Once each time that the frame loads, when it has forgotten everything.
  #greet(frame) {
    clearInterval(this.#greeting);
    this.#expect(frame);
    this.#nonce = newNonce();
    this.#isGreeted = false;
    this.#greeting = setInterval(() => this.#say("HELLO"), HELLO_EVERY);
    this.#say("HELLO");
  }

  #expect(frame) {
    clearTimeout(this.#late);
    this.#late = setTimeout(() => this.#notGreeted(frame), this.#helloWithin);
  }

  async #notGreeted(frame) {
    clearInterval(this.#greeting);
    const error = new SsoError(await fetch(frame, { mode: "no-cors", cache: "no-store", credentials: "omit" }).then(
      () => "FRAME_BLOCKED",
      () => "CERT_UNTRUSTED",
    ));
    this.#greeted.reject(error);
    this.#tell("failed", { code: error.code, text: error.message });
  }

  #say(type, body) {
    this.#frame.contentWindow.postMessage(message(type, this.#nonce, body), this.#origin);
  }

  #heard({ source, origin, data }) {
    const said = source === this.#frame.contentWindow && origin === this.#origin ? read(data) : null;
    if (said !== null && said.nonce === this.#nonce) {
      this.#on[said.type]?.(said);
    }
  }

  #on = {
    HELLO: () => {
      clearTimeout(this.#late);
      clearInterval(this.#greeting);
      if (this.#greeted.isOver && !this.#isGreeted && this.#login !== null) {
        this.#say("LOGIN", this.#login); // it has loaded again by itself
      }
      this.#isGreeted = true;
      this.#greeted.resolve();
    },
    TOKEN: (said) => this.#has(said),
    REFRESHED: (said) => this.#has(said),
    NEED_INTERACTION: ({ code, text }) => {
      this.#show(true);
      this.#tell("interaction", { code, text });
    },
    LOGOUT: () => {
      this.#forget();
      this.#tell("signedout", {});
    },
    ENDS_SOON: ({ seconds }) => this.#tell("endssoon", { seconds }),
    ERROR: ({ code, text }) => {
      clearTimeout(this.#late);
      clearInterval(this.#greeting);
      const error = Object.assign(new SsoError(code), { message: text });
      this.#greeted.reject(error);
      this.#waiting.splice(0).forEach(({ reject }) => reject(error));
      this.#show(true);
      this.#tell("failed", { code, text });
    },
  };

  #has({ token, expiresIn, user, needsUser }) {
    this.#show(needsUser === true);
    const isNew = token !== this.#token;
    this.#token = token;
    this.#waiting.splice(0).forEach(({ resolve }) => resolve({ token, expiresIn, user }));
    if (isNew) {
      this.#tell("token", { token, expiresIn, user });
    }
  }

  #forget() {
    this.#login = null;
    this.#token = null;
    this.#show(false);
    this.#waiting.splice(0).forEach(({ reject }) => reject(new SsoError("SIGNED_OUT")));
  }

  #show(isShown) {
    this.#frame.style.display = isShown ? "block" : "none";
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

export { SsoError };

function deferred() {
  const result = { isOver: false };
  result.promise = new Promise((resolve, reject) => {
    result.resolve = () => over(resolve);
    result.reject = (error) => over(reject, error);
  });
  const over = (settle, value) => {
    result.isOver = true;
    settle(value);
  };
  result.promise.catch(() => {}); // whoever asks hears of it
  return result;
}
