package org.imageexchange.imaging.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.imageexchange.account.SignedIn;
import org.springframework.stereotype.Service;

/** Takes DICOM files in: each is there completely or not at all, and what is refused says why. */
@Service
public class Intake {

    /**
     * Takes one uploaded file: a DICOM object, or a zip of them.
     *
     * @param fileName as the browser named it, for the report only
     * @return one line per object; never empty
     * @throws IOException when the upload broke off or the portal's storage failed; nothing of the object at hand is kept
     */
    public List<IntakeResult> take(SignedIn by, String fileName, InputStream content) throws IOException {
        throw new UnsupportedOperationException();
    }
}
