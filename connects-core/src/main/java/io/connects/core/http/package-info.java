/**
 * HTTP for the modules that speak it, on OkHttp: requests that say whether they may have arrived, limits on what comes back, and a company's own
 * certificate authorities beside the platform's. OkHttp is an optional dependency of this module: only those who use this package need it.
 */
@NullMarked
package io.connects.core.http;

import org.jspecify.annotations.NullMarked;
