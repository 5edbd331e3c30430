package io.connects.core.presence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which Omni-Channel status belongs to which state at Cisco, and back. Immutable.
 *
 * <p>Many states may lead to one status, and many statuses to one state; a status leads to one state only, or to none. Statuses are told apart by
 * their exact names, whatever the desktop uses for them: developer names or ids.
 */
public final class PresenceTable {
    /** Available, Busy and Offline; of them only Available leads Cisco. */
    public static final PresenceTable DEFAULTS = builder("Available", "Busy", "Offline")
            .leads("Available", CiscoState.READY)
            .build();

    private static final int MOST = 65535;

    private final String available;
    private final String busy;
    private final String offline;
    private final Map<Integer, String> notReady;
    private final Map<String, CiscoState> leads;

    private PresenceTable(Builder builder) {
        available = builder.available;
        busy = builder.busy;
        offline = builder.offline;
        notReady = new TreeMap<>(builder.notReady);
        leads = new LinkedHashMap<>(builder.leads);
    }

    /**
     * The status that belongs to this state; empty for an overlay, which leaves the status as it is. A NOT_READY without a row of its own is the
     * default busy status.
     */
    public Optional<String> toOmni(CiscoState cisco) {
        return switch (cisco.state()) {
            case READY -> Optional.of(available);
            case NOT_READY -> Optional.of(busy(cisco.reasonCode()));
            case LOGOUT, UNKNOWN -> Optional.of(offline);
            default -> Optional.empty();
        };
    }

    private String busy(@Nullable Integer reasonCode) {
        return reasonCode == null ? busy : notReady.getOrDefault(reasonCode, busy);
    }

    /** Where this status leads Cisco; empty for one that leads nowhere, or of which the table knows nothing. */
    public Optional<CiscoState> toCisco(String status) {
        return Optional.ofNullable(leads.get(status));
    }

    /** Whether the two belong together, seen from either side. */
    public boolean agree(CiscoState cisco, String status) {
        return toOmni(cisco).filter(status::equals).isPresent()
                || toCisco(status).filter(cisco::equals).isPresent();
    }

    boolean isOffline(String status) {
        return status.equals(offline);
    }

    /** Begins a table with the statuses of READY, of any NOT_READY without a row, and of LOGOUT. */
    public static Builder builder(String available, String busy, String offline) {
        return new Builder(available, busy, offline);
    }

    /** Collects rows. Not thread-safe. */
    public static final class Builder {
        private final String available;
        private final String busy;
        private final String offline;
        private final Map<Integer, String> notReady = new TreeMap<>();
        private final Map<String, CiscoState> leads = new LinkedHashMap<>();
        private final List<String> faults = new ArrayList<>();

        private Builder(String available, String busy, String offline) {
            this.available = available;
            this.busy = busy;
            this.offline = offline;
            named("available", available);
            named("busy", busy);
            named("offline", offline);
            var different = new HashSet<>(List.of(available, busy, offline));
            if (different.size() < 3) {
                faults.add("available, busy, offline: must be three statuses, were " + available + ", " + busy + ", "
                        + offline);
            }
        }

        /** Maps a reason code of NOT_READY to a status. */
        public Builder notReady(int reasonCode, String status) {
            named("notReady " + reasonCode, status);
            if (reasonCode < 0 || reasonCode > MOST) {
                faults.add("notReady " + reasonCode + ": a reason code is 0 to " + MOST);
            }
            String other = notReady.putIfAbsent(reasonCode, status);
            if (other != null) {
                faults.add("notReady " + reasonCode + ": has two statuses, " + other + " and " + status);
            }
            return this;
        }

        /** Lets a status lead Cisco to this state: READY, or NOT_READY with a reason code that has a row and that agents can choose. */
        public Builder leads(String status, CiscoState cisco) {
            named("leads", status);
            CiscoState other = leads.putIfAbsent(status, cisco);
            if (other != null) {
                faults.add("leads " + status + ": has two states, " + other + " and " + cisco);
            }
            return this;
        }

        /** @throws IllegalArgumentException naming every fault of the table */
        public PresenceTable build() {
            var all = new ArrayList<>(faults);
            leads.forEach((status, cisco) -> {
                String fault = fault(status, cisco);
                if (fault != null) {
                    all.add("leads " + status + ": " + fault);
                }
            });
            if (!all.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", all));
            }
            return new PresenceTable(this);
        }

        private @Nullable String fault(String status, CiscoState cisco) {
            Integer reasonCode = cisco.reasonCode();
            if (status.equals(offline)) {
                return "the offline status cannot lead, nobody is signed out at Cisco by it";
            } else if (cisco.equals(CiscoState.READY)) {
                return null;
            } else if (reasonCode == null) {
                return "must be READY, or NOT_READY with a reason code, was " + cisco;
            } else if (SystemReasonCodes.contains(reasonCode)) {
                return "reason code " + reasonCode + " is Cisco's own, no agent can choose it";
            } else if (!notReady.containsKey(reasonCode)) {
                return "reason code " + reasonCode + " has no row";
            }
            return null;
        }

        private void named(String what, String status) {
            if (status.isBlank()) {
                faults.add(what + ": the name of a status is missing");
            }
        }
    }
}
