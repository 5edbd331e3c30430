// A sign-in that nobody sees: a hidden frame goes the way through IdS and identity provider, which works while they know the browser by its cookies.
import { answerIn, hasArrived, signInUrl } from "./finesse.js";

const PATIENCE = 15000;
// Longer than a page of the way takes to send itself on; whoever shows a form stays.
const AFTER_LAST_PAGE = 3000;

// Whether cookies reach this frame at all. Browsers that cannot say send them.
export async function hasCookies() {
  return document.hasStorageAccess === undefined || (await document.hasStorageAccess());
}

// Whether it is worth asking the user for cookies. In Chromium what the user then allows is for this origin alone and does not reach IdS, so that a
// window is needed all the same (tried with release 156).
export function mayAskForCookies() {
  return document.requestStorageAccess !== undefined && navigator.userAgentData === undefined;
}

// The pair of tokens; null when it does not work without the user.
export function signInSilently(user, refreshLifeSeconds) {
  return new Promise((resolve, reject) => {
    const asked = Date.now();
    const hidden = document.createElement("iframe");
    // Scripts and forms of the way may run, but nothing in it may take the whole page away or open windows.
    hidden.sandbox = "allow-scripts allow-forms allow-same-origin";
    hidden.hidden = true;
    let afterLast;
    const end = (settle, value) => {
      clearTimeout(patience);
      clearTimeout(afterLast);
      hidden.remove();
      settle(value);
    };
    const patience = setTimeout(() => end(resolve, null), PATIENCE);
    hidden.addEventListener("load", () => {
      clearTimeout(afterLast);
      afterLast = setTimeout(() => end(resolve, null), AFTER_LAST_PAGE);
      if (hasArrived(hidden.contentWindow)) {
        try {
          end(resolve, answerIn(hidden.contentWindow, asked, refreshLifeSeconds));
        } catch (error) {
          end(error.passing ? reject : resolve, error.passing ? error : null);
        }
      }
    });
    hidden.src = signInUrl(user);
    document.body.append(hidden);
  });
}
