package org.imageexchange.ui.forwarding;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.function.SerializableRunnable;
import java.time.ZoneId;
import java.util.UUID;
import org.imageexchange.account.SignedIn;
import org.imageexchange.forwarding.DraftId;
import org.imageexchange.forwarding.Forwarding;
import org.imageexchange.forwarding.Wizard;
import org.imageexchange.forwarding.Wizard.Standing;
import org.imageexchange.transfer.Custody;
import org.imageexchange.transfer.TransferId;
import org.springframework.stereotype.Component;

/** Opens the dialogs around forwarding, for the menus of rows. */
@Component
public class ForwardingDesk {

    private static final int LONG_ENOUGH_TO_READ_MS = 10_000;

    private final Forwarding forwarding;
    private final Wizard wizard;
    private final Custody custody;
    private final FormLibrary forms;

    ForwardingDesk(Forwarding forwarding, Wizard wizard, Custody custody, FormLibrary forms) {
        this.forwarding = forwarding;
        this.wizard = wizard;
        this.custody = custody;
        this.forms = forms;
    }

    public Forwarding.Options options(SignedIn person, TransferId transfer) {
        return forwarding.options(person, transfer);
    }

    /**
     * Begins a forward and shows its wizard, or says why not.
     *
     * @param click made for the menu: choosing its entry twice begins once
     */
    public void begin(SignedIn person, TransferId transfer, UUID click, SerializableRunnable afterwards) {
        switch (forwarding.begin(person, transfer, click)) {
            case Forwarding.Begun(var draft) -> resume(person, draft, afterwards);
            case Forwarding.Refused(var why) -> say(RefusalWords.of(why), afterwards);
        }
    }

    private static void say(String sentence, SerializableRunnable afterwards) {
        Notification.show(sentence, LONG_ENOUGH_TO_READ_MS, Notification.Position.BOTTOM_START);
        afterwards.run();
    }

    /** Shows the wizard of a forward that was begun, at the step where it was left. */
    public void resume(SignedIn person, DraftId draft, SerializableRunnable afterwards) {
        switch (wizard.await(person, draft)) {
            case Standing.Forwarded made -> say("This forward was finished in another window.", afterwards);
            case Standing.Ended end -> say("This forward has ended already. You can begin another.", afterwards);
            case Standing standing -> new ForwardDialog(wizard, forms, person, draft, standing, afterwards).open();
        }
    }

    /** Shows who holds the images. */
    public void showCustody(SignedIn person, TransferId transfer, ZoneId zone) {
        new CustodyDialog(custody.of(person, transfer), forwarding.purposes(person, transfer), zone).open();
    }
}
