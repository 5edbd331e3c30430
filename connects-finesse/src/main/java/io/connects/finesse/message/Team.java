package io.connects.finesse.message;

import java.util.List;

/**
 * A team.
 *
 * @param users its agents; Finesse tells less of each than it does of a user by itself
 * @see <a href="https://developer.cisco.com/docs/finesse/team">Team</a>
 */
public record Team(String id, String name, List<User> users) implements Payload {
    public Team {
        users = List.copyOf(users);
    }
}
