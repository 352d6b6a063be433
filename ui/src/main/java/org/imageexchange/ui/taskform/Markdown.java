package org.imageexchange.ui.taskform;

import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * A template's markdown, filled with data and ready to be shown.
 *
 * <p>Data never pass through the parser: a mark stands in for each, and becomes a text node when the page's elements
 * are made. So there is nothing to escape, and no HTML that would have to be cleaned.
 *
 * @param source markdown with a mark wherever data belong
 * @param data what the marks stand for
 */
record Markdown(String source, List<String> data) {

    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern MARK = Pattern.compile(OPEN + "(\\d+)" + CLOSE);
    private static final Pattern ADDRESS = Pattern.compile("(https?://|mailto:|tel:|/(?!/))[^\\s" + OPEN + "]+");
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final int LOWEST_HEADING = 6;

    private static final Parser PARSER = Parser.builder().build();

    static Markdown fill(Template template, Facts facts) {
        var filling = new Filling();
        template.write(facts, filling);
        return filling.done();
    }

    /** @throws IllegalArgumentException if it holds what isn't shown: raw HTML, images, links to elsewhere than the web */
    static void check(Template template) {
        var filling = new Filling();
        template.writeExample(filling);
        PARSER.parse(filling.done().source()).accept(new Check());
    }

    /** The elements that show it. */
    List<Element> elements() {
        var root = new Element("div");
        addChildren(root, PARSER.parse(source));
        var elements = root.getChildren().toList();
        root.removeAllChildren();
        return elements;
    }

    private void addChildren(Element parent, Node node) {
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            add(parent, child);
        }
    }

    private void add(Element parent, Node node) {
        switch (node) {
            case Paragraph paragraph when isInTightList(paragraph) -> addChildren(parent, paragraph);
            case Paragraph paragraph -> addAs("p", parent, paragraph);
            case Heading heading -> addAs("h" + Math.min(heading.getLevel() + 1, LOWEST_HEADING), parent, heading);
            case StrongEmphasis strong -> addAs("strong", parent, strong);
            case Emphasis emphasis -> addAs("em", parent, emphasis);
            case BulletList list -> addAs("ul", parent, list);
            case OrderedList list -> addAs("ol", parent, list);
            case ListItem item -> addAs("li", parent, item);
            case BlockQuote quote -> addAs("blockquote", parent, quote);
            case ThematicBreak line -> parent.appendChild(new Element("hr"));
            case HardLineBreak end -> parent.appendChild(new Element("br"));
            case SoftLineBreak end -> parent.appendChild(Element.createText(" "));
            case Link link
            when ADDRESS.matcher(link.getDestination()).matches() ->
                parent.appendChild(filled("a", link).setAttribute("href", link.getDestination()));
            case Code code -> addLiteral(append(parent, "code"), code.getLiteral());
            case FencedCodeBlock code -> addLiteral(append(parent, "pre"), code.getLiteral());
            case IndentedCodeBlock code -> addLiteral(append(parent, "pre"), code.getLiteral());
            case Text text -> addLiteral(parent, text.getLiteral());
            case HtmlInline html -> addLiteral(parent, html.getLiteral());
            case HtmlBlock html -> addLiteral(append(parent, "p"), html.getLiteral());
            default -> addChildren(parent, node);
        }
    }

    private static boolean isInTightList(Paragraph paragraph) {
        return paragraph.getParent() instanceof ListItem item
                && item.getParent() instanceof ListBlock list
                && list.isTight();
    }

    private void addAs(String tag, Element parent, Node node) {
        parent.appendChild(filled(tag, node));
    }

    private Element filled(String tag, Node node) {
        var element = new Element(tag);
        addChildren(element, node);
        return element;
    }

    private static Element append(Element parent, String tag) {
        var element = new Element(tag);
        parent.appendChild(element);
        return element;
    }

    private void addLiteral(Element parent, String literal) {
        var end = 0;
        for (var mark : MARK.matcher(literal).results().toList()) {
            addText(parent, literal.substring(end, mark.start()));
            addDatum(parent, datum(mark));
            end = mark.end();
        }
        addText(parent, literal.substring(end));
    }

    private String datum(MatchResult mark) {
        return data.get(Integer.parseInt(mark.group(1)));
    }

    /** Apart from its surroundings, for a name may run from right to left. */
    private static void addDatum(Element parent, String datum) {
        if (datum.isEmpty()) {
            return;
        }
        var apart = append(parent, "bdi");
        var lines = LINE_END.split(datum, -1);
        for (int line = 0; line < lines.length; line++) {
            if (line > 0) {
                apart.appendChild(new Element("br"));
            }
            addText(apart, lines[line]);
        }
    }

    private static void addText(Element parent, String text) {
        if (!text.isEmpty()) {
            parent.appendChild(Element.createText(text));
        }
    }

    private static final class Filling implements Template.Writer {

        private final StringBuilder source = new StringBuilder();
        private final List<String> data = new ArrayList<>();

        @Override
        public void words(String words) {
            source.append(words);
        }

        @Override
        public void datum(String datum) {
            source.append(OPEN).append(data.size()).append(CLOSE);
            data.add(datum);
        }

        Markdown done() {
            return new Markdown(source.toString(), List.copyOf(data));
        }
    }

    private static final class Check extends AbstractVisitor {

        @Override
        public void visit(HtmlInline html) {
            refuse("HTML (" + html.getLiteral() + ")");
        }

        @Override
        public void visit(HtmlBlock html) {
            refuse("HTML (" + html.getLiteral() + ")");
        }

        @Override
        public void visit(Image image) {
            refuse("an image");
        }

        @Override
        public void visit(Link link) {
            if (link.getTitle() != null) {
                refuse("a link's title (“" + link.getTitle() + "”)");
            }
            if (!ADDRESS.matcher(link.getDestination()).matches()) {
                refuse("a link to “" + MARK.matcher(link.getDestination()).replaceAll("{{…}}") + "”");
            }
            visitChildren(link);
        }

        private static void refuse(String what) {
            throw new IllegalArgumentException(what + " in a text is not supported");
        }
    }
}
