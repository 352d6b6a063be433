package org.imageexchange.ui.page;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SessionInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.imageexchange.account.AccessRefused;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Answers what fails behind a click: a plain sentence, and a number to quote when it is the portal's fault. */
@Component
class Trouble implements VaadinServiceInitListener {

    private static final int LONG_ENOUGH_TO_READ_MS = 10_000;

    private final Faults faults;

    Trouble(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(this::answerFaults);
    }

    private void answerFaults(SessionInitEvent event) {
        event.getSession().setErrorHandler(error -> {
            var fault = error.getThrowable();
            if (isRefusal(fault)) {
                say("This is no longer possible. Load the page again to see how things stand.");
            } else {
                say("Something went wrong in the portal. Please try again. If it happens again, tell us this number: "
                        + faults.record(fault));
            }
        });
    }

    private static boolean isRefusal(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessRefused || cause instanceof AccessDeniedException) {
                return true;
            }
        }
        return false;
    }

    private static void say(String sentence) {
        if (UI.getCurrent() != null) {
            var notification = Notification.show(sentence, LONG_ENOUGH_TO_READ_MS, Notification.Position.BOTTOM_START);
            notification.addThemeVariants(NotificationVariant.LUMO_ERROR);
            notification.setAssertive(true);
        }
    }
}
