// What the user sees of this frame.
export class Panel {
  #text = document.getElementById("text");
  #signIn = document.getElementById("sign-in");
  #cookies = document.getElementById("allow-cookies");
  #action = () => {};
  #on;

  // on.signIn() and on.allowCookies() are called in the click itself.
  constructor(on) {
    this.#signIn.addEventListener("click", () => this.#action());
    this.#cookies.addEventListener("click", () => on.allowCookies());
    this.#on = on;
  }

  // Nothing to do.
  rest() {
    this.#show("", "quiet", null, false);
  }

  // The user has to do something: why, and whether cookies would help the next time.
  ask(code, text, cookies) {
    const kind = ["SIGN_IN", "COOKIES_BLOCKED", "REFRESH_ENDS_SOON"].includes(code) ? "asking" : "wrong";
    this.#show(text, kind, ["Sign in", () => this.#on.signIn()], cookies);
  }

  // A window is open.
  wait(show) {
    this.#show("Go on in the window that has opened.", "asking", ["Show the window", show], false);
  }

  // Nothing that the user could do here.
  fail(text) {
    this.#show(text, "wrong", null, false);
  }

  #show(text, kind, button, cookies) {
    document.body.dataset.kind = kind;
    this.#text.textContent = text;
    this.#signIn.hidden = button === null;
    if (button !== null) {
      [this.#signIn.textContent, this.#action] = button;
    }
    this.#cookies.hidden = !cookies;
  }
}
