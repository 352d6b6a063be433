package org.imageexchange.transfer;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.ImagingParts;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.imageexchange.imaging.PackageBuilder;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.imaging.TestObject;
import org.imageexchange.transfer.Sending.SendImages;
import org.imageexchange.workflow.ProcessOutbox;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that sends, with the process outbox but without the engine behind it. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackageClasses = Transfer.class,
        excludeFilters = @ComponentScan.Filter({TestConfiguration.class, TestComponent.class}))
@Import({ImagingParts.class, ProcessOutbox.class, TransferParts.Post.class})
public class TransferParts {

    /** Sends images and takes transfers through their lives, as the process would. */
    public static class Post {

        private final Hospital hospital;
        private final Sending sending;
        private final Deliveries deliveries;
        private final PackageBuilder builder;
        private final JdbcClient jdbc;

        Post(Hospital hospital, Sending sending, Deliveries deliveries, PackageBuilder builder, JdbcClient jdbc) {
            this.hospital = hospital;
            this.sending = sending;
            this.deliveries = deliveries;
            this.builder = builder;
            this.jdbc = jdbc;
        }

        /** A form without anything wrong with it. */
        public SendImages form(Set<StudyId> studies, EmailAddress email, String mobile) {
            return new SendImages(studies, "Morag Reid", email.value(), "Reid & Sons", mobile, "", "As discussed.", 14);
        }

        /** A transfer that was sent and is <i>Preparing</i>. */
        public TransferId sent(SignedIn by, EmailAddress to, MobileNumber mobile) {
            return sent(by, to, mobile, TestObject.ofPatient("P1"));
        }

        public TransferId sent(SignedIn by, EmailAddress to, MobileNumber mobile, TestObject... objects) {
            var studies = Set.copyOf(hospital.receive(by, objects));
            var outcome = sending.send(by, UUID.randomUUID(), form(studies, to, mobile.e164()));
            if (outcome instanceof Sending.Sent(var transfer)) {
                return transfer;
            }
            throw new IllegalStateException(outcome.toString());
        }

        /** The recipient, who has proven the mobile that the sender gave. */
        public SignedIn recipient(EmailAddress email, MobileNumber mobile) {
            return hospital.person(email, new PasscodeChannel.Sms(mobile));
        }

        /** Prepares, makes available and announces it. */
        public void deliver(TransferId transfer) {
            var number = deliveryOf(transfer);
            builder.build(deliveries.find(transfer, number).orElseThrow().packageId());
            deliveries.makeAvailable(transfer, number);
            deliveries.invited(transfer, number);
        }

        /** It can't be delivered. */
        public void fail(TransferId transfer) {
            deliveries.fail(transfer, deliveryOf(transfer), "No images are left.");
        }

        public int deliveryOf(TransferId transfer) {
            return jdbc.sql("select delivery from transfer where id = :id")
                    .param("id", transfer.value())
                    .query(Integer.class)
                    .single();
        }

        /** What the engine will be told, in order: the message, and the process that it is for. */
        public List<String> outbox(TransferId transfer) {
            return jdbc.sql("""
                            select message, correlation_key from process_outbox
                            where correlation_key like :key order by position""")
                    .param("key", transfer.value() + ":%")
                    .query((row, n) -> row.getString("message") + " "
                            + row.getString("correlation_key").substring(37))
                    .list();
        }
    }
}
