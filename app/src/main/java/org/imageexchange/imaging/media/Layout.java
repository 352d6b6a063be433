package org.imageexchange.imaging.media;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives every instance its place below IMAGES: 8 characters a level, no ending, and nothing to be read from it. */
final class Layout {

    static final String IMAGES = "IMAGES";

    private static final int MOST = 999_999;

    private final Map<String, Folder> studies = new HashMap<>();

    private static final class Folder {

        private final int number;
        private final Map<String, Folder> series = new HashMap<>();
        private int instances;

        Folder(int number) {
            this.number = number;
        }
    }

    /** The components of its file id below IMAGES. */
    List<String> place(MediaInstance instance) {
        var study = folder(studies, instance.studyInstanceUid());
        var series = folder(study.series, instance.seriesInstanceUid());
        return List.of(
                component("ST", study.number), component("SE", series.number), component("IM", ++series.instances));
    }

    private static Folder folder(Map<String, Folder> folders, String uid) {
        return folders.computeIfAbsent(uid, first -> new Folder(folders.size() + 1));
    }

    private static String component(String kind, int number) {
        if (number > MOST) {
            throw new IllegalArgumentException(
                    "More than " + MOST + " of a kind don't fit into one folder of a package");
        }
        return kind + "%06d".formatted(number);
    }

    static String entryName(List<String> fileId) {
        return IMAGES + "/" + String.join("/", fileId);
    }
}
