// Written anew by `./connects sso frame`: without it no page may use this frame.
export default {
  // Connects that wrote this.
  release: "unconfigured",
  // Origins of the pages that may frame it, each exactly as a browser names it.
  origins: [],
  // The life of refresh tokens that do not tell it themselves, as IdS's console has it.
  refreshLifeSeconds: 36000,
};
