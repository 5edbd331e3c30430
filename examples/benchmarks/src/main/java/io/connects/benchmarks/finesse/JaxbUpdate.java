package io.connects.benchmarks.finesse;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A notification as somebody would have JAXB fill it: the fields of our User, and nothing else of what is told. */
@XmlRootElement(name = "Update")
@XmlAccessorType(XmlAccessType.FIELD)
public final class JaxbUpdate {
    public @Nullable String event;
    public @Nullable String source;
    public @Nullable String requestId;
    public @Nullable Data data;

    /** What is told. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Data {
        public @Nullable User user;
    }

    /** An agent. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class User {
        public @Nullable String loginId;
        public @Nullable String loginName;
        public @Nullable String firstName;
        public @Nullable String lastName;
        public @Nullable String state;
        public @Nullable String pendingState;

        @XmlJavaTypeAdapter(Times.class)
        public @Nullable Instant stateChangeTime;

        public @Nullable String reasonCodeId;

        @XmlElement(name = "ReasonCode")
        public @Nullable ReasonCode reason;

        public @Nullable String extension;

        @XmlElementWrapper(name = "roles")
        @XmlElement(name = "role")
        public @Nullable List<String> roles;

        public @Nullable String teamId;
        public @Nullable String teamName;

        @XmlElementWrapper(name = "teams")
        @XmlElement(name = "Team")
        public @Nullable List<Team> teams;

        public @Nullable Integer skillTargetId;
    }

    /** Why. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class ReasonCode {
        public @Nullable String category;
        public @Nullable String uri;
        public @Nullable String code;
        public @Nullable String label;
        public @Nullable Boolean forAll;
        public @Nullable Boolean systemCode;
        public @Nullable String id;
    }

    /** A supervised team. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Team {
        public @Nullable String id;
        public @Nullable String name;
    }

    /** Times in UTC. */
    public static final class Times extends XmlAdapter<String, Instant> {
        @Override
        public @Nullable Instant unmarshal(String text) {
            return text.isEmpty() ? null : Instant.parse(text);
        }

        @Override
        public String marshal(Instant time) {
            return time.toString();
        }
    }
}
