package io.connects.simulators.finesse;

import io.connects.core.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A user of Finesse as configured. Immutable.
 *
 * @param loginId what all paths of the REST interface need
 * @param loginName the name of the account; single sign-on may know this one only
 * @param team id of the team the agent is in
 * @param supervised ids of the teams that the agent supervises; none for an agent who is no supervisor
 * @param skillTargetId the agent at CCE; 0 for none
 * @param administrator whether the user may read everybody and the configuration
 * @param singleSignOn whether the account signs in by single sign-on where that is each account's own matter
 * @param wrapUp how long the work after an incoming call lasts; zero for none
 * @param extension the device to sign in with by {@link FinessePair#signIn}
 */
public record FinesseAgent(
        String loginId,
        String loginName,
        Secret password,
        String firstName,
        String lastName,
        int team,
        List<Integer> supervised,
        int skillTargetId,
        boolean administrator,
        boolean singleSignOn,
        Duration wrapUp,
        String extension) {
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    /** Checks and copies. */
    public FinesseAgent {
        Objects.requireNonNull(password, "password");
        supervised = List.copyOf(supervised);
        if (!LOGIN.matcher(loginId).matches()) {
            throw new IllegalArgumentException("loginId: must be 1 to 32 letters, digits, '.', '_' or '-'");
        }
        if (wrapUp.isNegative()) {
            throw new IllegalArgumentException("wrapUp: must not be negative, was " + wrapUp);
        }
    }

    /** An agent of team 1 with this login id, which is the login name too, and this password. */
    public static Builder builder(String loginId, String password) {
        return new Builder(loginId, Secret.of(password));
    }

    boolean isSupervisor() {
        return !supervised.isEmpty();
    }

    boolean supervises(FinesseAgent other) {
        return supervised.contains(other.team);
    }

    /** Builds a {@link FinesseAgent}; not thread-safe. */
    public static final class Builder {
        private final String loginId;
        private final Secret password;
        private String loginName;
        private String firstName = "First";
        private String lastName = "Last";
        private int team = 1;
        private final List<Integer> supervised = new ArrayList<>();
        private int skillTargetId;
        private boolean administrator;
        private boolean singleSignOn;
        private Duration wrapUp = Duration.ZERO;
        private String extension = "";

        private Builder(String loginId, Secret password) {
            this.loginId = loginId;
            this.password = password;
            loginName = loginId;
        }

        /** Sets the account's name. */
        public Builder loginName(String value) {
            loginName = value;
            return this;
        }

        /** Sets the person's name. */
        public Builder name(String first, String last) {
            firstName = first;
            lastName = last;
            return this;
        }

        /** Sets the team; 1 otherwise. */
        public Builder team(int id) {
            team = id;
            return this;
        }

        /** Makes a supervisor of this team. */
        public Builder supervises(int teamId) {
            supervised.add(teamId);
            return this;
        }

        /** Sets the agent's skill target id at CCE. */
        public Builder skillTargetId(int id) {
            skillTargetId = id;
            return this;
        }

        /** Makes an administrator. */
        public Builder administrator() {
            administrator = true;
            return this;
        }

        /** Lets the account sign in by single sign-on where that is each account's own matter. */
        public Builder singleSignOn() {
            singleSignOn = true;
            return this;
        }

        /** Sets how long the work after an incoming call lasts. */
        public Builder wrapUp(Duration time) {
            wrapUp = time;
            return this;
        }

        /** Sets the device. */
        public Builder extension(String number) {
            extension = number;
            return this;
        }

        /** The agent. */
        public FinesseAgent build() {
            return new FinesseAgent(
                    loginId,
                    loginName,
                    password,
                    firstName,
                    lastName,
                    team,
                    supervised,
                    skillTargetId,
                    administrator,
                    singleSignOn,
                    wrapUp,
                    extension);
        }
    }
}
