package io.connects.simulators.finesse;

/** What answers the requests to one kind of path; called with the pair's monitor held. */
interface Resource {
    /** @throws ApiRefusal when Finesse's own checks fail */
    ApiAnswer answer(ApiCall call);
}
