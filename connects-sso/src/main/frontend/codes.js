// What can go wrong, in a word for programs and in words for the person who sees it.
const TEXTS = {
  SIGN_IN: "Sign in to Cisco Finesse.",
  POPUP_BLOCKED: "The browser blocked the sign-in window. Allow pop-ups for this page, then sign in.",
  COOKIES_BLOCKED: "The browser keeps cookies from this part of the page, so you have to sign in once in a window of its own.",
  FRAME_BLOCKED:
    "Finesse does not let this page show its sign-in. An administrator has to allow this page there: frame-ancestors of its Content-Security-Policy.",
  CERT_UNTRUSTED:
    "Finesse cannot be reached from this browser: its certificate is not trusted, its name is not known, or this page is not allowed to ask it.",
  ORIGIN_REFUSED: "The sign-in files on Finesse were not made for this page. An administrator has to make them for it.",
  IDP_DENIED: "The sign-in was refused.",
  WRONG_USER: "The browser is signed in as somebody else. Sign out there, or close all windows of the browser, then sign in.",
  IDS_DOWN: "Single sign-on does not answer. Try again in a moment.",
  FINESSE_DOWN: "Finesse does not answer. Try again in a moment.",
  CANCELLED: "The sign-in window was closed before the sign-in was done.",
  TOKEN_REJECTED: "Finesse does not accept your sign-in. Sign in again; if this comes back, an administrator has to look.",
  REFRESH_REFUSED: "Your sign-in is not good any more. Sign in again.",
  REFRESH_EXPIRED: "Your sign-in has come to its end. Sign in again.",
  REFRESH_ENDS_SOON: "Your sign-in ends soon. Sign in again now to go on without a break.",
  SIGNED_OUT: "Signed out.",
  MODE_NON_SSO: "This user signs in to Finesse with a password, not by single sign-on.",
  USERAUTHMODE_DISABLED:
    "Finesse does not tell how this user signs in. An administrator has to enable it: utils finesse set_property webservices enableUserAuthMode true.",
};

export const CODES = Object.freeze(Object.keys(TEXTS));

export function textOf(code) {
  return Object.hasOwn(TEXTS, code) ? TEXTS[code] : "Something went wrong.";
}

export class SsoError extends Error {
  // detail is for people and never holds a token; passing says whether trying again may help.
  constructor(code, { detail = "", passing = false } = {}) {
    super(detail ? `${textOf(code)} ${detail}` : textOf(code));
    this.name = "SsoError";
    this.code = code;
    this.passing = passing;
  }
}
