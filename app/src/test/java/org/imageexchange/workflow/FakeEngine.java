package org.imageexchange.workflow;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine of which a test says what runs and what is stuck. */
final class FakeEngine implements ProcessEngine {

    private volatile UUID identity = UUID.randomUUID();
    final Set<Long> running = ConcurrentHashMap.newKeySet();
    final List<Stuck> stuck = new CopyOnWriteArrayList<>();

    /** As if its folder had been emptied. */
    void loseEverything() {
        identity = UUID.randomUUID();
        running.clear();
        stuck.clear();
    }

    @Override
    public UUID identity() {
        return identity;
    }

    @Override
    public boolean isActive(long processInstanceKey) {
        return running.contains(processInstanceKey);
    }

    @Override
    public List<Stuck> stuck() {
        return List.copyOf(stuck);
    }
}
