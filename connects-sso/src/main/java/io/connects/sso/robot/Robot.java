package io.connects.sso.robot;

import io.connects.core.Secret;

/** Who signs in, as the identity provider knows him. */
record Robot(String user, Secret password) {}
