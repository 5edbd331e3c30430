package io.connects.simulators.finesse;

import java.util.List;

/** A phone book for everybody, as configured. Immutable. */
public record PhoneBook(int id, String name, List<Contact> contacts) {
    /** An entry. */
    public record Contact(int id, String firstName, String lastName, String phoneNumber, String description) {}

    /** Copies. */
    public PhoneBook {
        contacts = List.copyOf(contacts);
    }
}
