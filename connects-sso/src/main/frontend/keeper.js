// Keeps one pair of tokens fresh. Time comes from the clock that it is given: `now()` in milliseconds, and `at(time, action)`, which answers how to
// call it off. What it tells: `renewed(pair)`, `endsSoon(milliseconds)` once a sign-in, `ended(code)`.
const REFRESH_AT = 0.75;
const JITTER = 0.05;
const TRIES = 3;
const SHORTEST_PAUSE = 1000;
const PAUSE_WHILE_REJECTED = 5000;
// A token that is rejected sooner was never accepted.
const YOUNG = 60000;
const WARN_BEFORE = 15 * 60 * 1000;
// 15 minutes of the shortest life that IdS allows, 2 hours.
const WARN_SHARE = 1 / 8;

export class Keeper {
  #clock;
  #refresh;
  #told;
  #random;
  #pair = null;
  #rejected = false;
  #youngRejected = 0;
  #failures = 0;
  #gaveUp = false;
  #warned = false;
  #underWay = null;
  #refreshAt = 0;
  #callOff = () => {};

  // refresh: (pair) => promise of the next pair; it fails with an SsoError.
  constructor(refresh, told, clock, random = Math.random) {
    this.#refresh = refresh;
    this.#told = told;
    this.#clock = clock;
    this.#random = random;
  }

  // The tokens that it keeps; null before the first and after the end.
  get pair() {
    return this.#pair;
  }

  // The access token if it may be used now, else null.
  get usable() {
    return this.#pair !== null && !this.#rejected && this.#clock.now() < Math.min(this.#pair.accessEnd, this.#pair.hardEnd) ? this.#pair : null;
  }

  // Takes the first tokens, or newer ones that came another way; answers whether they are newer.
  take(pair) {
    if (this.#pair !== null && pair.issued <= this.#pair.issued) {
      return false;
    }
    this.#put(pair);
    return true;
  }

  #put(pair) {
    if (this.#pair?.refresh !== pair.refresh) {
      this.#warned = false;
    }
    this.#pair = pair;
    this.#rejected = false;
    this.#failures = 0;
    this.#gaveUp = false;
    const due = pair.issued + pair.life * (REFRESH_AT + JITTER * this.#random());
    this.#refreshAt = Math.max(due, this.#clock.now() + SHORTEST_PAUSE);
    this.#schedule();
  }

  // Somebody did not accept this token. A late complaint about an old one says nothing.
  rejected(token) {
    if (this.#pair !== null && this.#pair.access === token && !this.#rejected) {
      this.#rejected = true;
      this.#youngRejected = this.#clock.now() - this.#pair.issued < YOUNG ? this.#youngRejected + 1 : 1;
      if (this.#youngRejected > TRIES) {
        this.#end("TOKEN_REJECTED");
      } else if (this.#gaveUp) {
        this.#end("REFRESH_REFUSED");
      } else {
        this.#refreshAt = this.#clock.now();
        this.#schedule();
      }
    }
  }

  // Forgets the tokens and tells nothing any more.
  forget() {
    this.#callOff();
    this.#pair = null;
    this.#underWay = null;
  }

  #schedule() {
    this.#callOff();
    const pair = this.#pair;
    if (pair === null) {
      return;
    }
    const dues = [pair.hardEnd];
    if (!this.#warned) {
      dues.push(warnAt(pair));
    }
    if (this.#underWay === null) {
      dues.push(this.#gaveUp ? pair.accessEnd : this.#refreshAt);
    }
    this.#callOff = this.#clock.at(Math.min(...dues), () => this.#tick());
  }

  #tick() {
    const now = this.#clock.now();
    const pair = this.#pair;
    if (pair === null) {
      return;
    }
    if (now >= pair.hardEnd) {
      this.#end("REFRESH_EXPIRED");
      return;
    }
    if (this.#underWay === null && now >= pair.accessEnd) {
      // Only while both tokens are valid may they be refreshed.
      this.#end("REFRESH_REFUSED");
      return;
    }
    if (!this.#warned && now >= warnAt(pair)) {
      this.#warned = true;
      this.#told.endsSoon(pair.hardEnd - now);
    }
    if (this.#underWay === null && !this.#gaveUp && now >= this.#refreshAt) {
      this.#begin(pair);
    }
    this.#schedule();
  }

  #begin(pair) {
    const attempt = this.#refresh(pair);
    this.#underWay = attempt;
    attempt.then(
      (next) => this.#over(attempt, () => this.#renewed(pair, next)),
      (error) => this.#over(attempt, () => this.#failed(pair, error)),
    );
  }

  #over(attempt, then) {
    if (this.#underWay === attempt) {
      this.#underWay = null;
    }
    if (this.#pair !== null) {
      then();
      this.#schedule();
    }
  }

  // What it asked for itself counts, also when the clock of the machine was put back meanwhile.
  #renewed(before, next) {
    if (this.#pair === before) {
      this.#put(next);
      this.#told.renewed(next);
    } else if (this.take(next)) {
      this.#told.renewed(next);
    }
  }

  #failed(pair, error) {
    if (this.#pair !== pair) {
      return; // another tab was luckier
    }
    if (error.code === "WRONG_USER") {
      this.#end("WRONG_USER");
      return;
    }
    const now = this.#clock.now();
    const left = pair.accessEnd - now;
    this.#failures++;
    this.#gaveUp = !error.passing || this.#failures >= TRIES;
    if (this.#gaveUp && (this.#rejected || left <= 0)) {
      this.#end("REFRESH_REFUSED");
    } else if (this.#gaveUp) {
      this.#warned = true;
      this.#told.endsSoon(Math.min(left, pair.hardEnd - now));
    } else {
      const pause = Math.max(left / 4, SHORTEST_PAUSE);
      this.#refreshAt = now + (this.#rejected ? Math.min(pause, PAUSE_WHILE_REJECTED) : pause);
    }
  }

  #end(code) {
    this.forget();
    this.#told.ended(code);
  }
}

function warnAt(pair) {
  return pair.hardEnd - Math.min(WARN_BEFORE, pair.hardLife * WARN_SHARE);
}

// The browser's own. A timer can wait 24 days at most; tokens live for hours.
export const CLOCK = {
  now: () => Date.now(),
  at(time, action) {
    const timer = setTimeout(action, Math.max(0, time - Date.now()));
    return () => clearTimeout(timer);
  },
};
