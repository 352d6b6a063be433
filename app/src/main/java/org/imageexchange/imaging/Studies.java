package org.imageexchange.imaging;

import java.util.Collection;
import java.util.List;
import org.imageexchange.account.SignedIn;
import org.springframework.stereotype.Service;

/** The studies an institution holds in the portal; for its radiology only. */
@Service
public class Studies {

    /**
     * A page of studies, the last received first.
     *
     * @param filter matches patient name, identifiers and description; empty matches all
     */
    public List<StudyRow> list(SignedIn by, String filter, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The named studies of the asker's institution; others are left out. */
    public List<StudyRow> find(SignedIn by, Collection<StudyId> ids) {
        throw new UnsupportedOperationException();
    }
}
