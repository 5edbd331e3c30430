// One user's sign-in in this frame, from the first tokens to the last. The page gets access tokens; the refresh token stays here.
import { SsoError } from "./codes.js";
import { isAbout } from "./answer.js";
import { authMode, refresh } from "./finesse.js";
import { CLOCK, Keeper } from "./keeper.js";
import { hasCookies, mayAskForCookies, signInSilently } from "./silent.js";
import { SignInWindow } from "./signinwindow.js";
import { Tabs } from "./tabs.js";

// Ends that a sign-in without the user would only bring about again.
const USELESS = new Set(["WRONG_USER", "TOKEN_REJECTED"]);

export class Session {
  #user;
  #names;
  #refreshLife;
  #parent;
  #panel;
  #keeper;
  #tabs;
  #window = null;
  #closed = false;
  // Whether the page waits for a token.
  #isOwed = true;
  // The refresh token whose end the user was told of.
  #ending = null;

  constructor({ user, names }, refreshLifeSeconds, parent, panel) {
    this.#user = user;
    this.#names = [user, ...names].map((name) => name.toLowerCase());
    this.#refreshLife = refreshLifeSeconds;
    this.#parent = parent;
    this.#panel = panel;
    this.#keeper = new Keeper(
      (pair) => this.#refreshed(pair),
      {
        renewed: (pair) => this.#tell(pair),
        endsSoon: (left) => this.#again("REFRESH_ENDS_SOON", left),
        ended: (code) => this.#again(code),
      },
      CLOCK,
    );
    this.#tabs = new Tabs(user, () => this.#keeper.usable, {
      pair: (pair) => this.#isExpected(pair) && this.#take(pair),
      forget: () => {
        this.#keeper.forget();
        this.#parent.say("LOGOUT");
      },
    });
  }

  // Brings the first tokens, if need be with the user's help.
  async begin(mode) {
    try {
      await this.#checkMode(mode);
      const had = await this.#tabs.alone(() => this.#withoutUser());
      if (this.#closed || this.#keeper.usable !== null) {
        return; // another tab or the user was quicker
      }
      if (had !== null) {
        this.#accept(had);
      } else {
        await this.#ask("SIGN_IN");
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  // The page's token was not accepted, or it has none.
  renew(token) {
    this.#isOwed = true;
    this.#keeper.rejected(token);
    const usable = this.#keeper.usable;
    if (usable !== null) {
      this.#tell(usable);
    }
  }

  // A click: opens a window, which browsers allow in a click alone.
  signIn() {
    try {
      this.#window?.close();
      this.#window = new SignInWindow();
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#panel.wait(() => this.#window?.show());
    this.#inWindow(this.#window);
  }

  // A click: asks for cookies, which spare the user windows from then on.
  async allowCookies() {
    try {
      await document.requestStorageAccess();
    } catch {
      await this.#ask("COOKIES_BLOCKED");
      return;
    }
    try {
      const pair = await this.#silently();
      if (pair === null) {
        await this.#ask("SIGN_IN");
      } else {
        this.#accept(pair);
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  // Forgets all tokens, in every tab when the user signs out.
  close(everywhere) {
    this.#closed = true;
    if (everywhere) {
      this.#tabs.forget();
    }
    this.#tabs.close();
    this.#keeper.forget();
    this.#window?.close();
    this.#panel.rest();
  }

  async #checkMode(told) {
    const mode = told ?? (await authMode(this.#user));
    this.#parent.say("AUTH_MODE", { mode });
    if (mode === "NON_SSO") {
      throw new SsoError("MODE_NON_SSO");
    }
    if (mode === "USERAUTHMODE_DISABLED") {
      throw new SsoError(mode);
    }
  }

  async #withoutUser() {
    return (await this.#tabs.ask()) ?? (await this.#silently());
  }

  async #silently() {
    return (await hasCookies()) ? signInSilently(this.#user, this.#refreshLife) : null;
  }

  async #inWindow(window_) {
    try {
      const pair = await window_.tokens(this.#user, this.#refreshLife);
      this.#accept(pair);
      window_.close();
    } catch (error) {
      if (this.#window === window_ && !this.#closed) {
        window_.fail(error.code);
        this.#failed(error);
      }
    }
  }

  async #refreshed(pair) {
    return this.#tabs.alone(async () => {
      const newest = this.#keeper.pair;
      if (newest !== null && newest.issued > pair.issued) {
        return newest; // another tab has refreshed while this one waited for its turn
      }
      const next = await refresh(this.#user, pair, this.#refreshLife);
      this.#check(next);
      this.#tabs.share(next);
      return next;
    });
  }

  // Near the end, or at it: perhaps it goes on without the user.
  async #again(code, left = 0) {
    const ending = this.#keeper.pair?.refresh;
    const isOver = () => this.#keeper.usable !== null && this.#keeper.pair.refresh !== ending;
    try {
      const pair = USELESS.has(code) ? null : await this.#tabs.alone(() => (isOver() ? null : this.#silently()));
      if (this.#closed || isOver()) {
        return; // another tab was quicker
      }
      if (pair !== null) {
        this.#accept(pair);
        return;
      }
    } catch (error) {
      if (!error.passing) {
        this.#failed(error);
        return;
      }
    }
    if (left > 0) {
      this.#ending = this.#keeper.pair?.refresh ?? null;
      this.#parent.say("ENDS_SOON", { seconds: Math.round(left / 1000) });
    }
    await this.#ask(code);
  }

  #accept(pair) {
    this.#check(pair);
    this.#take(pair);
    this.#tabs.share(pair);
  }

  #check(pair) {
    if (!this.#isExpected(pair)) {
      throw new SsoError("WRONG_USER", { detail: `Signed in: ${pair.user?.id ?? "nobody"}; expected: ${this.#user}.` });
    }
  }

  #isExpected(pair) {
    return isAbout(pair, this.#names);
  }

  #take(pair) {
    if (!this.#closed && this.#keeper.take(pair)) {
      this.#tell(pair);
    }
  }

  #tell(pair) {
    const expiresIn = Math.max(0, Math.floor((pair.accessEnd - Date.now()) / 1000));
    const needsUser = pair.refresh === this.#ending;
    if (!needsUser) {
      this.#panel.rest();
    }
    this.#parent.say(this.#isOwed ? "TOKEN" : "REFRESHED", { token: pair.access, expiresIn, user: pair.user, needsUser });
    this.#isOwed = false;
  }

  async #ask(code) {
    const cookies = await hasCookies();
    this.#askFor(new SsoError(code === "SIGN_IN" && !cookies ? "COOKIES_BLOCKED" : code), !cookies && mayAskForCookies());
  }

  #askFor({ code, message }, cookies) {
    this.#panel.ask(code, message, cookies);
    this.#parent.say("NEED_INTERACTION", { code, text: message });
  }

  #failed(error) {
    if (!(error instanceof SsoError)) {
      throw error;
    }
    if (error.code === "MODE_NON_SSO" || error.code === "USERAUTHMODE_DISABLED") {
      this.#panel.fail(error.message);
      this.#parent.say("ERROR", { code: error.code, text: error.message });
    } else {
      this.#askFor(error, false);
    }
  }
}
