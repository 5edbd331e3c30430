// The same user's frames in other tabs of this browser. They are of this origin, and in pages of the same site: browsers keep others apart. Tokens of
// either kind go from frame to frame here, and nowhere else.
const ANSWERED_WITHIN = 250;
const LOCKED_WITHIN = 20000;

export class Tabs {
  #name;
  #channel;
  #waiting = [];

  // own(): the pair of this tab or null; told.pair(pair) and told.forget() when another tab says so.
  constructor(user, own, told) {
    this.#name = `connects-sso/1/${user.toLowerCase()}`;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => {
      if (data.type === "ASK" && own() !== null) {
        this.share(own());
      } else if (data.type === "PAIR") {
        this.#waiting.splice(0).forEach((resolve) => resolve(data.pair));
        told.pair(data.pair);
      } else if (data.type === "FORGET") {
        told.forget();
      }
    };
  }

  // The pair of any other tab, or null when none answers.
  ask() {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(() => resolve(null), ANSWERED_WITHIN);
      this.#channel.postMessage({ type: "ASK" });
    });
  }

  share(pair) {
    this.#channel.postMessage({ type: "PAIR", pair });
  }

  forget() {
    this.#channel.postMessage({ type: "FORGET" });
  }

  // Runs the action while no other tab runs one. A tab that holds on for too long is not waited for.
  async alone(action) {
    let begun = false;
    try {
      return await navigator.locks.request(this.#name, { signal: AbortSignal.timeout(LOCKED_WITHIN) }, () => {
        begun = true;
        return action();
      });
    } catch (error) {
      if (begun) {
        throw error;
      }
      return action();
    }
  }

  close() {
    this.#channel.close();
  }
}
