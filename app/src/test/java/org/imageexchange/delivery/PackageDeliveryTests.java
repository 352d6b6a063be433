package org.imageexchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.account.SignedIn;
import org.imageexchange.delivery.PackageDelivery.Outcome;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.imageexchange.imaging.PackageNotBuilt;
import org.imageexchange.imaging.TestObject;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Message;
import org.imageexchange.processes.Errors;
import org.imageexchange.processes.Jobs;
import org.imageexchange.transfer.Dashboard;
import org.imageexchange.transfer.Sending;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.transfer.TransferParts;
import org.imageexchange.transfer.TransferParts.Post;
import org.imageexchange.transfer.TransferStatus;
import org.imageexchange.workflow.BpmnError;
import org.imageexchange.workflow.TaskWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import({TransferParts.class, PackageDeliveryTests.Parts.class})
class PackageDeliveryTests {

    private static final Pattern LINK = Pattern.compile("http://localhost:8080(/link/[A-Za-z0-9_-]+)");

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = {"org.imageexchange.notification", "org.imageexchange.delivery"},
            excludeFilters = {
                @ComponentScan.Filter(TestConfiguration.class),
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {".*notification\\.(mail|sms|demo)\\..*", ".*Download.*"})
            })
    static class Parts {

        @Bean
        Mailbox mail() {
            return new Mailbox(Channel.EMAIL);
        }

        @Bean
        Mailbox sms() {
            return new Mailbox(Channel.SMS);
        }
    }

    /** A gateway that can be down. */
    static final class Mailbox implements Gateway {

        private final Channel channel;
        private final List<Message> messages = new ArrayList<>();
        private boolean down;

        Mailbox(Channel channel) {
            this.channel = channel;
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public void handOver(Message message) throws NotTaken {
            if (down) {
                throw new NotTaken("The mail server does not answer");
            }
            messages.add(message);
        }
    }

    @Autowired
    private PackageDelivery delivery;

    @Autowired
    private List<TaskWorker<?>> workers;

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private Sending sending;

    @Autowired
    private SignInLinks links;

    @Autowired
    private Post post;

    @Autowired
    private Hospital hospital;

    @Autowired
    private InMemoryObjectStore store;

    @Autowired
    private Mailbox mail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovedClock clock;

    private SignedIn radiologist;
    private EmailAddress email;
    private MobileNumber mobile;
    private TestObject object;
    private TransferId transfer;

    @BeforeEach
    void send() {
        radiologist = hospital.radiologist();
        email = hospital.email();
        mobile = hospital.mobile();
        object = TestObject.ofPatient("P1").withPixels(2 << 20);
        transfer = post.sent(radiologist, email, mobile, object);
        mail.messages.clear();
    }

    @AfterEach
    void repair() {
        mail.down = false;
        store.leaveRoomFor(Long.MAX_VALUE);
    }

    private TransferStatus status() {
        return dashboard.row(radiologist, transfer).status();
    }

    private int invitations() {
        return jdbc.sql("select count(*) from notification where reference like :reference")
                .param("reference", "invitation:" + transfer.value() + ":%")
                .query(Integer.class)
                .single();
    }

    private void deliver(int number) {
        assertThat(delivery.prepare(transfer, number)).isEqualTo(new Outcome.Done());
        delivery.makeAvailable(transfer, number);
        assertThat(delivery.invite(transfer, number)).isEqualTo(new Outcome.Done());
    }

    private String tokenIn(Message message) {
        var link = LINK.matcher(message.text());
        assertThat(link.find()).as("a link in the mail").isTrue();
        return link.group(1).substring(SignInLinks.PATH.length());
    }

    @Test
    void a_delivery_prepares_offers_and_invites() {
        assertThat(delivery.prepare(transfer, 1)).isEqualTo(new Outcome.Done());
        assertThat(status()).isEqualTo(TransferStatus.PREPARING);

        delivery.makeAvailable(transfer, 1);
        assertThat(status()).isEqualTo(TransferStatus.NEW);

        delivery.invite(transfer, 1);
        assertThat(mail.messages).singleElement().satisfies(message -> {
            assertThat(message.to().value()).isEqualTo(email.value());
            assertThat(message.text()).doesNotContain("EXAMPLE", "P1");
            assertThat(message.subject()).doesNotContain("EXAMPLE", "P1");
            var opened = links.open(tokenIn(message)).orElseThrow();
            assertThat(opened.channels()).hasSize(1);
        });
    }

    @Test
    void steps_that_come_twice_do_nothing_twice() {
        deliver(1);
        deliver(1);

        assertThat(mail.messages).hasSize(1);
        assertThat(invitations()).isEqualTo(1);
    }

    @Test
    void the_link_ends_with_the_transfer() {
        deliver(1);
        var token = tokenIn(mail.messages.getFirst());

        clock.advance(Duration.ofDays(14).minusMillis(1));
        assertThat(links.open(token)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(links.open(token)).isEmpty();
    }

    @Test
    void a_mail_server_that_is_down_is_trouble_and_the_next_try_counts_on_the_same_record() {
        delivery.prepare(transfer, 1);
        delivery.makeAvailable(transfer, 1);
        mail.down = true;

        assertThatExceptionOfType(NotInvited.class)
                .isThrownBy(() -> delivery.invite(transfer, 1))
                .withMessageContaining("does not answer");
        mail.down = false;
        delivery.invite(transfer, 1);

        assertThat(mail.messages).hasSize(1);
        assertThat(invitations()).isEqualTo(1);
    }

    @Test
    void what_was_withdrawn_meanwhile_is_neither_prepared_nor_announced() {
        sending.withdraw(radiologist, transfer);
        var objects = store.names();

        deliver(1);

        assertThat(status()).isEqualTo(TransferStatus.WITHDRAWN);
        assertThat(mail.messages).isEmpty();
        assertThat(store.names()).isEqualTo(objects);
    }

    @Test
    void a_corrected_contact_is_invited_and_the_first_is_not() {
        delivery.prepare(transfer, 1);
        delivery.makeAvailable(transfer, 1);
        var right = hospital.email();
        sending.correctContact(
                radiologist, transfer, new Sending.Contact("Mairi", right.value(), "", mobile.e164(), ""));

        delivery.invite(transfer, 1);
        assertThat(mail.messages).isEmpty();

        deliver(2);
        assertThat(mail.messages).extracting(message -> message.to().value()).containsExactly(right.value());
    }

    @Test
    void images_that_are_gone_fail_the_transfer_with_a_reason() {
        jdbc.sql("delete from instance where sop_uid = :sop")
                .param("sop", object.sop())
                .update();

        assertThat(delivery.prepare(transfer, 1)).isEqualTo(new Outcome.NotDeliverable(Obstacle.NO_IMAGES));
        delivery.recordNotDeliverable(transfer, 1);
        delivery.recordNotDeliverable(transfer, 1);

        var row = dashboard.row(radiologist, transfer);
        assertThat(row.status()).isEqualTo(TransferStatus.FAILED);
        assertThat(row.failure()).isEqualTo(Obstacle.NO_IMAGES.inWords());
        assertThat(row.actions()).contains(Dashboard.Action.TRY_AGAIN);
    }

    @Test
    void a_full_disk_is_trouble_that_says_what_to_do() {
        store.leaveRoomFor(1000);

        assertThatExceptionOfType(PackageNotBuilt.class)
                .isThrownBy(() -> delivery.prepare(transfer, 1))
                .withMessageContaining("free some space");
    }

    @Test
    void an_unknown_transfer_is_nobodys_delivery() {
        var unknown = new TransferId(UUID.randomUUID());

        assertThat(delivery.prepare(unknown, 1)).isEqualTo(new Outcome.Done());
        delivery.makeAvailable(unknown, 1);
        assertThat(delivery.invite(unknown, 1)).isEqualTo(new Outcome.Done());
        delivery.recordNotDeliverable(unknown, 1);
    }

    @Test
    void each_task_of_the_model_has_its_worker() {
        assertThat(workers)
                .extracting(TaskWorker::type)
                .containsExactlyInAnyOrder(
                        Jobs.PREPARE_PACKAGE, Jobs.MAKE_AVAILABLE, Jobs.INVITE_RECIPIENT, Jobs.RECORD_NOT_DELIVERABLE);
    }

    @Test
    void a_second_e_mail_that_is_no_longer_allowed_leaves_no_channel() {
        var withMailbox = new Sending.SendImages(
                Set.copyOf(hospital.receive(radiologist, TestObject.ofPatient("P9"))),
                "Morag",
                email.value(),
                "",
                "",
                hospital.email().value(),
                "",
                14);
        transfer = ((Sending.Sent) sending.send(radiologist, UUID.randomUUID(), withMailbox)).transfer();

        deliver(1);

        assertThat(mail.messages).hasSize(1);
        assertThat(Errors.NOT_DELIVERABLE).isNotBlank();
        assertThat(new BpmnError(Errors.NOT_DELIVERABLE, Obstacle.NO_CHANNEL.name()).code())
                .isEqualTo(Errors.NOT_DELIVERABLE);
    }
}
