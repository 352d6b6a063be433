package org.imageexchange.ui.taskform;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.dom.Element;
import org.springframework.web.util.HtmlUtils;

/** Elements as HTML, letter by letter: nothing is added to make it pretty. */
final class Html {

    private Html() {}

    static String of(Element element) {
        if (element.isTextNode()) {
            return HtmlUtils.htmlEscape(element.getText(), "UTF-8");
        }
        var attributes = element.getAttributeNames()
                .sorted()
                .map(name -> " " + name + "=\"" + HtmlUtils.htmlEscape(element.getAttribute(name), "UTF-8") + "\"")
                .collect(joining());
        var start = "<" + element.getTag() + attributes + ">";
        return element.getChildCount() == 0 && isVoid(element)
                ? start
                : start + element.getChildren().map(Html::of).collect(joining()) + "</" + element.getTag() + ">";
    }

    private static boolean isVoid(Element element) {
        return element.getTag().equals("br") || element.getTag().equals("hr");
    }
}
