package io.connects.host.config;

import io.connects.core.Secret;
import io.connects.salesforce.ApiVersion;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.OutboundProxy;
import io.connects.salesforce.ProxyTickets;
import io.connects.salesforce.RefreshTokenStore;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.routing.CapacityCheck;
import io.connects.salesforce.routing.ExternalRoutingOptions;
import io.connects.salesforce.routing.FeedKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code salesforce} section of a route. */
final class SalesforceReader {
    private static final String NO_TOPIC = "none";
    private static final URI MADE_UP = URI.create("https://example.my.salesforce.com");
    private static final Credentials NOBODY =
            new Credentials.RefreshToken("?", null, RefreshTokenStore.inMemory(Secret.of("?")));

    private final CredentialsReader credentials;
    private final Path directory;

    /** @param directory where files are looked for */
    SalesforceReader(CredentialsReader credentials, Path directory) {
        this.credentials = credentials;
        this.directory = directory;
    }

    /** @param fields the fields of work items that variables take their text from; empty when those have faults */
    Optional<RouteConfig.Org> read(Section section, Optional<Set<String>> fields) {
        Optional<SalesforceOptions> options = options(section);
        Optional<ExternalRoutingOptions> external = externalRouting(section, fields.orElse(Set.of()));
        section.end();
        return options.flatMap(o -> external.map(e -> new RouteConfig.Org(o, e)));
    }

    private Optional<SalesforceOptions> options(Section section) {
        SalesforceOptions.Builder builder = SalesforceOptions.builder();
        // What is missing is made up, so that the rest is checked too: nothing of it outlives the fault.
        builder.loginUri(section.required("loginUri", Scalars::uri).orElse(MADE_UP));
        Optional<Credentials> login = credentials.read(section);
        builder.credentials(login.orElse(NOBODY));
        section.set("apiVersion", ApiVersion::of, builder::maxApiVersion);
        section.set("connectTimeout", Durations::parse, builder::connectTimeout);
        section.set("requestTimeout", Durations::parse, builder::requestTimeout);
        section.set("maxNetworkDelay", Durations::parse, builder::maxNetworkDelay);
        section.set("apiBudgetPercent", Scalars::integer, builder::apiBudgetPercent);
        builder.trustFiles(trustFiles(section));
        section.value("proxy")
                .flatMap(Value::section)
                .flatMap(SalesforceReader::proxy)
                .ifPresent(builder::proxy);
        Optional<SalesforceOptions> options = section.build(builder::build);
        return login.flatMap(known -> options);
    }

    private List<Path> trustFiles(Section section) {
        var files = new ArrayList<Path>();
        section.value("trustFiles")
                .ifPresent(list -> list.items("")
                        .forEach(item -> item.as(directory::resolve).ifPresent(files::add)));
        return files;
    }

    private static Optional<OutboundProxy> proxy(Section section) {
        Optional<String> host = section.required("host", text -> text);
        Optional<Integer> port = section.required("port", Scalars::port);
        Optional<String> user = section.value("user").flatMap(Value::text);
        Optional<Secret> password = section.value("password").flatMap(value -> value.as(Secret::of));
        boolean negotiate = section.value("negotiate")
                .flatMap(value -> value.as(Scalars::bool))
                .orElse(false);
        var exclude = new ArrayList<String>();
        section.value("exclude")
                .ifPresent(list -> list.items("").forEach(item -> item.text().ifPresent(exclude::add)));
        section.end();
        if (user.isPresent() != password.isPresent()) {
            section.fault("needs both user and password, or neither");
            return Optional.empty();
        }
        if (negotiate && user.isPresent()) {
            section.fault("needs either user and password, or negotiate");
            return Optional.empty();
        }
        return host.flatMap(name -> port.flatMap(number -> section.build(() -> new OutboundProxy(
                name,
                number,
                negotiate
                        ? new OutboundProxy.Login.Negotiate(ProxyTickets.kerberos())
                        : user.map(who -> new OutboundProxy.Login.Basic(who, password.orElseThrow()))
                                .orElse(null),
                exclude))));
    }

    private static Optional<ExternalRoutingOptions> externalRouting(Section section, Set<String> fields) {
        ExternalRoutingOptions.Builder builder =
                ExternalRoutingOptions.builder().workItemFields(fields);
        section.set("psrTopic", text -> text, builder::psrTopic);
        section.set(
                "agentWorkTopic", text -> text, name -> builder.agentWorkTopic(name.equals(NO_TOPIC) ? null : name));
        section.set("createTopics", Scalars::bool, builder::createTopics);
        section.set("snapshotEvery", Durations::parse, builder::snapshotEvery);
        section.set("capacity", SalesforceReader::capacity, builder::capacityCheck);
        section.set("assignmentBatch", Scalars::integer, builder::assignmentBatch);
        section.set("assignmentLinger", Durations::parse, builder::assignmentLinger);
        section.set("guardedAssignment", Scalars::bool, builder::guardedAssignment);
        section.set("feed", SalesforceReader::feed, builder::feed);
        section.set("changeChannel", text -> text, builder::changeChannel);
        section.set("degradeAfter", Durations::parse, builder::degradeAfter);
        section.set("pollFastest", Durations::parse, builder::pollFastest);
        section.set("pollSlowest", Durations::parse, builder::pollSlowest);
        section.set("readAllEvery", Durations::parse, builder::readAllEvery);
        section.set("expectedOrganization", text -> text, builder::expectedOrganization);
        section.set("expectedSandbox", Scalars::bool, builder::expectedSandbox);
        return section.build(builder::build);
    }

    private static FeedKind feed(String text) {
        return switch (text) {
            case "pushtopic" -> FeedKind.PUSH_TOPIC;
            case "cdc" -> FeedKind.CHANGE_EVENTS;
            case "none" -> FeedKind.NONE;
            default -> throw new IllegalArgumentException("must be pushtopic, cdc or none, was '" + text + "'");
        };
    }

    private static CapacityCheck capacity(String text) {
        return switch (text) {
            case "salesforce" -> CapacityCheck.SALESFORCE;
            case "cisco" -> CapacityCheck.CISCO;
            default -> throw new IllegalArgumentException("must be salesforce or cisco, was '" + text + "'");
        };
    }
}
