package org.imageexchange.ui.radiology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imageexchange.imaging.intake.IntakeResult;

/** What became of the objects of one page's uploads; uploads run at the same time, so it is safe for threads. */
final class UploadReport {

    /** So many names are kept per reason; the rest is counted. */
    private static final int NAMES_PER_REASON = 200;

    private int stored;
    private int duplicates;
    private int ignored;
    private int refused;
    private final Map<String, Group> refusals = new LinkedHashMap<>();
    private final Map<String, Group> omissions = new LinkedHashMap<>();

    /** How many were not taken for one reason, and the names of the first ones. */
    record Group(String reason, int count, List<String> names) {}

    /** The report as it stands. */
    record Summary(int stored, int duplicates, int ignored, int refused, List<Group> refusals, List<Group> omissions) {

        boolean isEmpty() {
            return stored + duplicates + ignored + refused == 0;
        }
    }

    synchronized void add(List<IntakeResult> results) {
        for (var result : results) {
            switch (result) {
                case IntakeResult.Stored s -> stored++;
                case IntakeResult.Duplicate d -> duplicates++;
                case IntakeResult.Ignored(var file, var reason) -> {
                    ignored++;
                    note(omissions, file, reason);
                }
                case IntakeResult.Refused(var file, var reason) -> {
                    refused++;
                    note(refusals, file, reason);
                }
            }
        }
    }

    private static void note(Map<String, Group> groups, String file, String reason) {
        var before = groups.getOrDefault(reason, new Group(reason, 0, List.of()));
        var names = before.names();
        if (names.size() < NAMES_PER_REASON) {
            names = new ArrayList<>(names);
            names.add(file);
        }
        groups.put(reason, new Group(reason, before.count() + 1, List.copyOf(names)));
    }

    synchronized Summary summary() {
        return new Summary(
                stored, duplicates, ignored, refused, List.copyOf(refusals.values()), List.copyOf(omissions.values()));
    }

    synchronized void clear() {
        stored = 0;
        duplicates = 0;
        ignored = 0;
        refused = 0;
        refusals.clear();
        omissions.clear();
    }
}
