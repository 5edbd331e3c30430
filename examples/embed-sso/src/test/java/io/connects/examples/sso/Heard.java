package io.connects.examples.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.ConnectsException;
import io.connects.sso.SessionListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a listener was told, in words. */
final class Heard implements SessionListener {
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void renewed(Duration life) {
        told.add("renewed");
    }

    @Override
    public void failed(int tries, boolean last, ConnectsException why) {
        told.add("failed " + tries + (last ? " last " : " ") + why.getClass().getSimpleName());
    }

    @Override
    public void endsSoon(Duration left) {
        told.add("ends soon");
    }

    @Override
    public void ended(End why) {
        told.add("ended " + why);
    }

    void eventually(String... what) {
        await(String.join(", ", what))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told).containsSubsequence(what));
    }
}
