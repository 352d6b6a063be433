package org.imageexchange.forwarding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imageexchange.account.SignedIn;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Message;
import org.imageexchange.processes.Forms;
import org.imageexchange.recipient.Recipients;
import org.imageexchange.transfer.Forwards;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.transfer.TransferParts;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that forwards, as its process's workers call it, without the engine behind it. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackageClasses = {Forwarding.class, Recipients.class},
        basePackages = "org.imageexchange.notification",
        excludeFilters = {
            @ComponentScan.Filter({TestConfiguration.class, TestComponent.class}),
            @ComponentScan.Filter(
                    type = FilterType.REGEX,
                    pattern = {".*notification\\.(mail|sms|demo)\\..*", ".*forwarding\\.Wizard"})
        })
@Import({TransferParts.class, ForwardingParts.Steps.class})
class ForwardingParts {

    @Bean
    Mailbox mail() {
        return new Mailbox(Channel.EMAIL);
    }

    @Bean
    Mailbox sms() {
        return new Mailbox(Channel.SMS);
    }

    /** A gateway that takes everything but what is for one address. */
    static final class Mailbox implements Gateway {

        private final Channel channel;
        final List<Message> messages = Collections.synchronizedList(new ArrayList<>());
        volatile String refuses = "";

        Mailbox(Channel channel) {
            this.channel = channel;
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public boolean isStandIn() {
            return false;
        }

        @Override
        public void handOver(Message message) throws NotTaken {
            if (message.to().value().equals(refuses)) {
                throw new NotTaken("The mailbox is full");
            }
            messages.add(message);
        }
    }

    /** Fills a draft in as the wizard would. */
    static class Steps {

        private final Forwarding forwarding;
        private final ForwardingProcess process;
        private final Answers answers;
        private final Disclaimers disclaimers;
        private final Drafts drafts;
        private final Forwards forwards;
        private final TransactionTemplate transaction;

        Steps(
                Forwarding forwarding,
                ForwardingProcess process,
                Answers answers,
                Disclaimers disclaimers,
                Drafts drafts,
                Forwards forwards,
                TransactionTemplate transaction) {
            this.forwarding = forwarding;
            this.process = process;
            this.answers = answers;
            this.disclaimers = disclaimers;
            this.drafts = drafts;
            this.forwards = forwards;
            this.transaction = transaction;
        }

        DraftId begun(SignedIn by, TransferId transfer) {
            return ((Forwarding.Begun) forwarding.begin(by, transfer, UUID.randomUUID())).draft();
        }

        /** As it stands before the forward is made: everything was said, and the disclaimer approved. */
        DraftId approved(SignedIn by, TransferId transfer, String email, String mobile) {
            var draft = begun(by, transfer);
            process.reserve(draft);
            fillIn(draft, transfer, email, mobile);
            process.recordApproval(draft);
            return draft;
        }

        void fillIn(DraftId draft, TransferId transfer, String email, String mobile) {
            var text = disclaimers.inForce(forwards.origin(transfer).institution());
            transaction.executeWithoutResult(status -> {
                answers.keep(draft, Forms.CHOOSE_DESTINATION, Typed.of(Map.of("email", email)));
                answers.keep(
                        draft,
                        Forms.CREATE_RECIPIENT,
                        Typed.of(Map.of(
                                "name", "Sol Icitor",
                                "address", "1 High Street",
                                "phone", "020 7946 0200",
                                "mobile", mobile,
                                "secondEmail", "")));
                answers.keep(
                        draft,
                        Forms.ADDITIONAL_INFO,
                        Typed.of(Map.of("reason", "Legal proceedings", "reference", "C-17", "note", "")));
                answers.keep(draft, Forms.MESSAGES, Typed.of(Map.of("message", "As agreed.")));
                answers.keep(
                        draft,
                        Forms.APPROVE_DISCLAIMER,
                        Typed.of(Map.of(
                                "days",
                                3,
                                "approved",
                                true,
                                "disclaimer",
                                text.id().value().toString())));
            });
        }

        Draft draft(DraftId id) {
            return drafts.require(id);
        }
    }
}
