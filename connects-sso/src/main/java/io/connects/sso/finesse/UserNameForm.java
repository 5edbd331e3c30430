package io.connects.sso.finesse;

import io.connects.sso.Release;

/** How the token service of Finesse takes {@code cc_username}, as Cisco's technical note 215626 tells. */
public enum UserNameForm {
    /** In the query: from 11.6(1)ES10, 12.0(1)ES3 and 12.5(1)ES1 on, and in all of 12.6 and later. */
    QUERY,
    /** As a cookie: before. */
    COOKIE;

    /** Which of them a release takes. */
    public static UserNameForm of(Release release) {
        if (release.isAtLeast(12, 6)) {
            return QUERY;
        }
        Release first = release.isAtLeast(12, 5)
                ? new Release(12, 5, 1, 1)
                : release.isAtLeast(12, 0) ? new Release(12, 0, 1, 3) : new Release(11, 6, 1, 10);
        return release.compareTo(first) >= 0 ? QUERY : COOKIE;
    }
}
