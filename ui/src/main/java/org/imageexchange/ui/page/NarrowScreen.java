package org.imageexchange.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableConsumer;

/** Tells a list whether there is room for a table: there is not on a phone, nor on a page that is magnified much. */
public final class NarrowScreen {

    private static final int ROOM_FOR_A_TABLE_PX = 900;

    private NarrowScreen() {}

    /** Calls back now and at each change, for as long as {@code component} is on the page. */
    public static void watch(UI ui, Component component, SerializableConsumer<Boolean> isNarrow) {
        var page = ui.getPage();
        var width = page.getExtendedClientDetails().getWindowInnerWidth();
        isNarrow.accept(width > 0 && width < ROOM_FOR_A_TABLE_PX);
        var resizes = page.addBrowserWindowResizeListener(
                resized -> isNarrow.accept(resized.getWidth() < ROOM_FOR_A_TABLE_PX));
        component.addDetachListener(detached -> {
            resizes.remove();
            detached.unregisterListener();
        });
    }
}
