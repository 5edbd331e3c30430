package io.connects.salesforce.streaming;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.cometd.bayeux.ChannelId;

/**
 * A channel for the CometD client. Salesforce filters a topic by what follows a question mark, {@code /topic/X?F=v}, which Bayeux allows in no
 * channel: so it is looked at as the topic, and called by its whole name.
 */
final class FilteredChannel extends ChannelId {
    private final String name;

    /** @throws IllegalArgumentException when it is none, with or without a filter */
    FilteredChannel(String name) {
        super(topic(name));
        this.name = name;
    }

    /** The channel without its filter. */
    static String topic(String name) {
        int filter = name.indexOf('?');
        return filter < 0 ? name : name.substring(0, filter);
    }

    /** The same, if there is one and each can be subscribed. */
    static Set<String> checked(Collection<String> channels) {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("channels: must not be empty");
        }
        for (String channel : channels) {
            try {
                var unused = new FilteredChannel(channel);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("channels: no channel is called \"" + channel + "\"", e);
            }
        }
        return Set.copyOf(channels);
    }

    @Override
    public String getId() {
        return name;
    }

    /** Whose listeners hear a message: with a filter, those of this very channel. */
    @Override
    public List<String> getAllIds() {
        return name.equals(super.getId()) ? super.getAllIds() : List.of(name);
    }
}
