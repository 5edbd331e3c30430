package io.connects.mri.message;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * REGISTER_VARIABLES: the application says which call variables it uses and which tag stands for which ECC variable in this session.
 *
 * @param callVarsMask one bit for each call variable, the lowest for the first; 0x03FF for all ten
 * @param variables ECC tag to ECC name, by ascending tag
 */
public record RegisterVariables(int callVarsMask, SortedMap<Integer, String> variables) implements MriMessage {
    /** The mask that says: all ten call variables. */
    public static final int ALL_CALL_VARIABLES = 0x03FF;

    public RegisterVariables {
        if (callVarsMask < 0 || callVarsMask > 0xFFFF) {
            throw new IllegalArgumentException("callVarsMask: must be 0 to 65535, was " + callVarsMask);
        }
        var sorted = new TreeMap<Integer, String>(); // its own order, whatever the order of the map given
        sorted.putAll(variables);
        variables = Collections.unmodifiableSortedMap(sorted);
    }

    /**
     * Registers all call variables and these ECC variables, tagged from 1 in the order given.
     *
     * @param eccNames each once, such as {@code user.case.number}
     */
    public static RegisterVariables of(Iterable<String> eccNames) {
        var variables = new TreeMap<Integer, String>();
        eccNames.forEach(name -> variables.put(variables.size() + 1, name));
        return new RegisterVariables(ALL_CALL_VARIABLES, variables);
    }
}
