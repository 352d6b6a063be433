package org.imageexchange.workflow;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The open rows of a feature. */
final class OpenRows implements OpenProcesses {

    final NavigableSet<String> keys = new TreeSet<>();

    @Override
    public String message() {
        return "exchange.imagesSent";
    }

    @Override
    public List<Start> openAfter(String processKey, int limit) {
        return keys.tailSet(processKey, false).stream()
                .limit(limit)
                .map(key -> new Start(key, Map.of("transferId", "of " + key)))
                .toList();
    }
}
