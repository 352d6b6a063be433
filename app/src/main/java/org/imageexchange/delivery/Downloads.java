package org.imageexchange.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.PackageId;
import org.imageexchange.imaging.Packages;
import org.imageexchange.transfer.Openings;
import org.imageexchange.transfer.Openings.Opening;
import org.imageexchange.transfer.TransferEvent.TransferWithdrawn;
import org.imageexchange.transfer.TransferId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** Keeps record of which bytes were sent to whom; when its recipient was sent every byte, a transfer is complete. */
@Service
class Downloads {

    private final Openings openings;
    private final Packages packages;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final LongAdder withdrawals = new LongAdder();

    Downloads(Openings openings, Packages packages, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.openings = openings;
        this.packages = packages;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** A file that somebody may download. */
    record Offer(Opening opening, long size, EntityTag tag) {}

    /** A download under way. */
    record Download(
            UUID id,
            SignedIn by,
            TransferId transfer,
            PackageId packageId,
            boolean byRecipient,
            long first,
            long size) {}

    /** Empty alike when there is no such transfer, when it isn't theirs, and when it can't be opened now. */
    @Transactional(readOnly = true)
    public Optional<Offer> find(SignedIn by, TransferId transfer) {
        return openings.find(by, transfer)
                .flatMap(opening -> packages.zip(opening.packageId())
                        .map(zip -> new Offer(opening, zip.size(), new EntityTag(zip.sha256()))));
    }

    /** Whether there will be something to download when its package, which was lost, has been built again. */
    @Transactional(readOnly = true)
    public boolean isBeingRenewed(SignedIn by, TransferId transfer) {
        return openings.find(by, transfer)
                .filter(opening -> packages.zip(opening.packageId()).isEmpty())
                .isPresent();
    }

    /** Records that a download begins; empty when the transfer ended since it was found. */
    @Transactional
    public Optional<Download> begin(SignedIn by, Offer offer, long first) {
        return openings.open(by, offer.opening().transfer()).map(opening -> {
            var download = new Download(
                    UUID.randomUUID(),
                    by,
                    opening.transfer(),
                    opening.packageId(),
                    opening.byRecipient(),
                    first,
                    offer.size());
            jdbc.sql("""
                            insert into download (id, transfer_id, account_id, by_recipient, began_at, first_byte, sent_until)
                            values (:id, :transfer, :account, :byRecipient, :now, :first, :first)""")
                    .param("id", download.id())
                    .param("transfer", download.transfer().value())
                    .param("account", by.account().value())
                    .param("byRecipient", download.byRecipient())
                    .param("now", now().atOffset(ZoneOffset.UTC))
                    .param("first", first)
                    .update();
            if (download.byRecipient()) {
                ensureCoverage(download);
            }
            return download;
        });
    }

    /** The transfer is locked by now, so nobody else inserts the same row. */
    private void ensureCoverage(Download download) {
        jdbc.sql("""
                        insert into download_coverage (transfer_id, bytes, complete)
                        select t.id, :bytes, false from transfer t
                        where t.id = :transfer
                          and not exists (select 1 from download_coverage c where c.transfer_id = t.id)""")
                .param("transfer", download.transfer().value())
                .param("bytes", download.size())
                .update();
    }

    /** The withdrawals of this node, so that a download under way is cut before its next piece. */
    @TransactionalEventListener
    void on(TransferWithdrawn withdrawn) {
        withdrawals.increment();
    }

    /** Changes with each withdrawal on this node; whoever sees it change looks whether it was theirs. */
    long withdrawals() {
        return withdrawals.sum();
    }

    /** Whether the transfer may still be opened: it may have been withdrawn, or its time may be over. */
    public boolean mayGoOn(Download download) {
        return openings.find(download.by(), download.transfer()).isPresent();
    }

    /** Records what was sent so far. */
    @Transactional
    public void sent(Download download, long until) {
        record(download, until);
    }

    /** Records what was sent in all; the download is over, however it ended. */
    @Transactional
    public void end(Download download, long until) {
        record(download, until);
        var now = now();
        jdbc.sql("update download set ended_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", download.id())
                .update();
        events.publishEvent(new PackageDownloaded(
                download.transfer(),
                download.by().account(),
                download.byRecipient(),
                download.first(),
                until,
                download.size(),
                now));
    }

    private void record(Download download, long until) {
        jdbc.sql("update download set sent_until = :until where id = :id")
                .param("until", until)
                .param("id", download.id())
                .update();
        var sent = new ByteRange(download.first(), until);
        if (download.byRecipient() && !sent.isEmpty() && cover(download.transfer(), sent, download.size())) {
            openings.complete(download.transfer());
        }
    }

    /** Merges a range into those that were sent; true when the file has become covered. */
    private boolean cover(TransferId transfer, ByteRange sent, long size) {
        var alreadyComplete = jdbc.sql(
                        "select complete from download_coverage where transfer_id = :transfer for update")
                .param("transfer", transfer.value())
                .query(Boolean.class)
                .single();
        if (alreadyComplete) {
            return false;
        }
        var touching = jdbc.sql("""
                        select first_byte, end_byte from download_range
                        where transfer_id = :transfer and first_byte <= :end and end_byte >= :first""")
                .param("transfer", transfer.value())
                .param("first", sent.first())
                .param("end", sent.end())
                .query((row, n) -> new ByteRange(row.getLong("first_byte"), row.getLong("end_byte")))
                .list();
        if (touching.stream().anyMatch(known -> known.covers(sent))) {
            return false;
        }
        var merged = touching.stream().reduce(sent, ByteRange::with);
        for (var known : touching) {
            jdbc.sql("delete from download_range where transfer_id = :transfer and first_byte = :first")
                    .param("transfer", transfer.value())
                    .param("first", known.first())
                    .update();
        }
        jdbc.sql("""
                        insert into download_range (transfer_id, first_byte, end_byte)
                        values (:transfer, :first, :end)""")
                .param("transfer", transfer.value())
                .param("first", merged.first())
                .param("end", merged.end())
                .update();
        if (!merged.covers(new ByteRange(0, size))) {
            return false;
        }
        jdbc.sql("update download_coverage set complete = true where transfer_id = :transfer")
                .param("transfer", transfer.value())
                .update();
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
