package org.imageexchange.imaging.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a package holds, in numbers: nothing of whose images they are. */
final class Contents {

    private static final Pattern MODALITY = Pattern.compile("[A-Z0-9_]{1,16}");

    private final Map<String, Tally> studies = new LinkedHashMap<>();

    private static final class Tally {

        private final Map<String, Integer> series = new HashMap<>();
        private final SortedSet<String> modalities = new TreeSet<>();
        private int instances;
    }

    /** A study, known by its number only. */
    record Study(int number, List<String> modalities, int series, int instances) {}

    /** Whether nothing of this series has been counted yet. */
    boolean isNewSeries(MediaInstance instance) {
        var study = studies.get(instance.studyInstanceUid());
        return study == null || !study.series.containsKey(instance.seriesInstanceUid());
    }

    /** A text that is no modality by its form is left out: nobody knows what it says. */
    void nameModality(MediaInstance instance, String modality) {
        if (MODALITY.matcher(modality).matches()) {
            study(instance).modalities.add(modality);
        }
    }

    void count(MediaInstance instance) {
        var study = study(instance);
        study.series.merge(instance.seriesInstanceUid(), 1, Integer::sum);
        study.instances++;
    }

    private Tally study(MediaInstance instance) {
        return studies.computeIfAbsent(instance.studyInstanceUid(), uid -> new Tally());
    }

    List<Study> studies() {
        var numbered = new ArrayList<Study>();
        for (var tally : studies.values()) {
            numbered.add(new Study(
                    numbered.size() + 1, List.copyOf(tally.modalities), tally.series.size(), tally.instances));
        }
        return numbered;
    }
}
