package org.imageexchange.imaging.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.InstanceRegister;
import org.imageexchange.imaging.InstanceRegister.Entry;
import org.imageexchange.imaging.StoredObject;
import org.imageexchange.imaging.dicom.DicomGate;
import org.imageexchange.imaging.dicom.DicomHeader;
import org.imageexchange.imaging.dicom.DicomHeaders;
import org.imageexchange.imaging.dicom.GateLimits;
import org.imageexchange.imaging.dicom.GateResult;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.policy.Policies;
import org.springframework.stereotype.Service;

/** Takes DICOM files in: each is there completely or not at all, and what is refused says why. */
@Service
public class Intake {

    private static final int BUFFER = 1 << 16;

    private final InstanceRegister register;
    private final Vault vault;
    private final Policies policies;

    Intake(InstanceRegister register, Vault vault, Policies policies) {
        this.register = register;
        this.vault = vault;
        this.policies = policies;
    }

    /**
     * Takes one uploaded file: a DICOM object, or a zip of them.
     *
     * @param fileName as the browser named it, for the report only
     * @return one line per object; never empty
     * @throws IOException when the upload broke off or the portal's storage failed; nothing of the object at hand is kept
     */
    public List<IntakeResult> take(SignedIn by, String fileName, InputStream content) throws IOException {
        if (by.institution() == null || !by.is(Role.RADIOLOGY)) {
            throw new AccessRefused("Images are taken in for the radiology of an institution");
        }
        var institution = by.institution();
        var limits = limits(institution);
        var name = ReportedName.of(fileName);

        var start = new PushbackInputStream(content, FileKind.LOOKED_AT);
        return switch (FileKind.of(start)) {
            case EMPTY -> List.of(new IntakeResult.Ignored(name, "The file is empty."));
            case ZIP ->
                new ZipUpload(
                                name,
                                ZipUpload.Limits.DEFAULT,
                                (entry, object) -> takeObject(institution, limits, entry, object))
                        .take(start);
            case OTHER -> List.of(takeObject(institution, limits, name, start));
        };
    }

    private GateLimits limits(InstitutionId institution) {
        var most = GateLimits.DEFAULT;
        return new GateLimits(
                most.depth(),
                most.elements(),
                most.elementsPerDataSet(),
                most.items(),
                policies.of(institution.value()).largestObjectBytes(),
                most.valueBytes(),
                most.inflatedBytes(),
                most.inflationRatio());
    }

    private IntakeResult takeObject(InstitutionId institution, GateLimits limits, String name, InputStream content)
            throws IOException {
        var key = vault.newKey();
        var object = new ObjectName("instances/" + UUID.randomUUID());
        try (var pending = vault.create(object, key)) {
            var measured = new MeasuredCopy(content, pending.channel());
            return switch (new DicomGate(limits).inspect(measured)) {
                case GateResult.Refused(var reason, var effort) -> new IntakeResult.Refused(name, reason);
                case GateResult.NotAnInstance(var reason, var effort) -> new IntakeResult.Ignored(name, reason);
                case GateResult.Passed passed -> {
                    measured.finish();
                    var stored = new StoredObject(object, key, measured.size(), measured.crc32(), measured.sha256());
                    var known = register.find(institution, passed.sopInstanceUid(), stored.sha256());
                    if (known.isPresent()) {
                        yield report(name, known.get());
                    }
                    register.note(object);
                    pending.commit();
                    yield enter(institution, name, stored);
                }
            };
        }
    }

    private IntakeResult enter(InstitutionId institution, String name, StoredObject object) throws IOException {
        var header = header(object);
        if (header.isEmpty()) {
            destroy(object.name());
            return new IntakeResult.Refused(name, "Its header can't be read. Export the image again and retry.");
        }
        var entry = register.enter(institution, header.get(), object);
        if (!(entry instanceof Entry.Entered)) {
            destroy(object.name());
        }
        return report(name, entry);
    }

    /** Empty when the toolkit can't make sense of it. */
    private Optional<DicomHeader> header(StoredObject object) throws IOException {
        try (var stored = vault.open(object.name(), object.key())) {
            var watched = new WatchedStream(new BufferedInputStream(Channels.newInputStream(stored), BUFFER));
            try {
                return Optional.of(DicomHeaders.read(watched));
            } catch (IOException e) {
                if (watched.hasFailed()) {
                    throw e;
                }
                return Optional.empty();
            }
        }
    }

    private void destroy(ObjectName object) throws IOException {
        vault.delete(object);
        register.forget(object);
    }

    private static IntakeResult report(String name, Entry entry) {
        return switch (entry) {
            case Entry.Entered(var study) -> new IntakeResult.Stored(name, study);
            case Entry.Known(var study, var same) when same -> new IntakeResult.Duplicate(name, study);
            case Entry.Known known ->
                new IntakeResult.Refused(
                        name, "An image with the same SOP Instance UID is already here with different content.");
            case Entry.OtherPatient() ->
                new IntakeResult.Refused(
                        name,
                        "Its study is already here and belongs to another patient (another Patient ID or date of birth)."
                                + " Correct the patient's data in the PACS and export the study again.");
            case Entry.PatientIdTooLong() ->
                new IntakeResult.Refused(
                        name, "Its Patient ID is longer than 128 characters. Correct it in the PACS and export again.");
        };
    }
}
