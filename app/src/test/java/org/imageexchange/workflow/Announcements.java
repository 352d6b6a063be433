package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.imageexchange.workflow.Incidents.DelayChanged;
import org.imageexchange.workflow.TaskInbox.TaskChanged;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Hears what the workflow announces, inside the transaction as the features do. */
class Announcements {

    final List<DelayChanged> delays = new CopyOnWriteArrayList<>();
    final List<TaskChanged> tasks = new CopyOnWriteArrayList<>();

    @EventListener
    void on(DelayChanged event) {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isTrue();
        delays.add(event);
    }

    @EventListener
    void on(TaskChanged event) {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isTrue();
        tasks.add(event);
    }
}
