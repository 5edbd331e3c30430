package io.connects.finesse.message;

import java.util.List;

/**
 * A phone book.
 *
 * @param type {@code GLOBAL} or {@code TEAM}
 */
public record PhoneBook(String id, String name, String type, List<Contact> contacts) {
    public PhoneBook {
        contacts = List.copyOf(contacts);
    }

    /** One entry. */
    public record Contact(String firstName, String lastName, String phoneNumber, String description) {}
}
