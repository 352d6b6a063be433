package org.imageexchange.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.function.SerializableRunnable;

/** Asks before something happens that can't be undone. */
public class Question extends Dialog {

    /**
     * @param no the words of the safe way out, which has the focus
     * @param yes the words of what happens, for instance Withdraw
     */
    public Question(String title, String no, String yes, SerializableRunnable action, Component... words) {
        setHeaderTitle(title);
        setRole("alertdialog");
        setWidth("32rem");
        setMaxWidth("94vw");
        setCloseOnOutsideClick(false);
        add(words);
        var keep = new Button(no, click -> close());
        keep.setAutofocus(true);
        var act = new Button(yes, click -> {
            close();
            action.run();
        });
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        getFooter().add(keep, act);
    }
}
