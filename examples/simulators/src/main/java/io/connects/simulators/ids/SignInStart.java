package io.connects.simulators.ids;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How a browser that nobody knows gets to the identity provider. */
interface SignInStart {
    void begin(SignIns.SignIn signIn, HttpServletResponse response) throws IOException;
}
